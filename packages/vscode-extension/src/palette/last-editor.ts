import { type Disposable, TabInputText, type TextDocument, type TextEditor, window, workspace } from 'vscode';

/** The destination of inserted text. */
export interface Place {
  readonly document: TextDocument;
  /** The editor that showed the document. Its selection and column are known even when it is hidden. */
  readonly editor?: TextEditor;
}

/** Tracks the last used text editor, since no text editor is active while a page has the focus. */
export interface LastEditor extends Disposable {
  /** Undefined when no text document is open. */
  find(): Promise<Place | undefined>;
}

const isText = ({ document: { uri } }: TextEditor): boolean => uri.scheme !== 'output';

export function watchLastEditor(): LastEditor {
  let last: TextEditor | undefined;
  const remember = (editor: TextEditor | undefined) => {
    if (editor && isText(editor)) last = editor;
  };
  remember(window.visibleTextEditors.find(isText));
  remember(window.activeTextEditor);
  const watching = window.onDidChangeActiveTextEditor(remember);
  return {
    async find() {
      if (last && !last.document.isClosed) return { document: last.document, editor: last };
      // Fall back to a text tab that was open at the start and never had the focus.
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
      const input = tabs.map((tab) => tab.input).find((each) => each instanceof TabInputText);
      return input && { document: await workspace.openTextDocument(input.uri) };
    },
    dispose: () => watching.dispose(),
  };
}
