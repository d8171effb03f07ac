import { type Disposable, TabInputText, type TextDocument, type TextEditor, window, workspace } from 'vscode';

/** Where text goes when it is inserted. */
export interface Place {
  readonly document: TextDocument;
  /** The editor that showed it; its selection and column are known also when it is hidden. */
  readonly editor?: TextEditor;
}

/** Knows the text editor that was used last: while a page is in front there is no active one. */
export interface LastEditor extends Disposable {
  /** Undefined where no text is open. */
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
      // One that was open before, and was not in front since.
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
      const input = tabs.map((tab) => tab.input).find((each) => each instanceof TabInputText);
      return input && { document: await workspace.openTextDocument(input.uri) };
    },
    dispose: () => watching.dispose(),
  };
}
