import { commands, type Disposable, EventEmitter, l10n, Uri, window, workspace } from 'vscode';
import type { FileReport } from './file-report.ts';
import { reportMarkdown } from './markdown.ts';

const SCHEME = 'kcolors-report';

/** Holds the report of the last run and shows it as a read-only document. */
export interface Reports extends Disposable {
  set(reports: readonly FileReport[]): void;
  show(): Promise<void>;
}

export function openReports(): Reports {
  const uri = Uri.from({ scheme: SCHEME, path: `/${l10n.t('Compressed images')}.md` });
  const changed = new EventEmitter<Uri>();
  let text: string | undefined;
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => text ?? '',
  });
  return {
    set(reports) {
      text = reportMarkdown(reports, new Date());
      changed.fire(uri);
    },
    async show() {
      if (text === undefined) {
        void window.showInformationMessage(l10n.t('Nothing has been compressed since VS Code started.'));
        return;
      }
      try {
        await commands.executeCommand('markdown.showPreview', uri);
      } catch {
        await window.showTextDocument(uri); // when the Markdown extension is disabled
      }
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}
