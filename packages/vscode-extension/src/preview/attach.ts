import { promisedFormat } from '@kcolors/codecs';
import { env, l10n, RelativePattern, Uri, type WebviewPanel, window, workspace } from 'vscode';
import { settingsFor } from '../compress/compress-file.ts';
import { sha256 } from '../files/hash.ts';
import { isAnimation, type ReadFile, readWhole, reasonOf } from '../files/image-file.ts';
import { chosen } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import { type Glimpse, takeGlimpse } from './glimpse.ts';
import { previewHtml } from './html.ts';
import { type FromPage, parseFromPage, type Start, type ToPage } from './protocol.ts';
import { saveCopy, saveOver } from './save.ts';

/**
 * Attaches the preview of a file to a panel. The page does the processing. The extension reads and writes
 * files, and gives a new page something to show until its codecs are ready.
 */
export function attachPreview(
  panel: WebviewPanel,
  uri: Uri,
  services: Services,
  extension: Uri,
  { isNew }: { readonly isNew: boolean },
): void {
  const { webview } = panel;
  const { name } = chosen(uri);
  let file: ReadFile | undefined;
  const written = new Set<string>(); // hashes of files saved by this preview, whose change events are ignored
  let saving: Promise<void> | undefined;
  const send = (message: ToPage) => webview.postMessage(message);

  // Read while the page loads, so that the first picture appears sooner.
  let reading: Promise<ReadFile> | undefined = readWhole(uri);
  reading.catch(() => {}); // reported when the page asks for the file
  const ended = new AbortController();
  let glimpse: Promise<Glimpse | undefined> | undefined;
  if (isNew) {
    glimpse = reading
      .then((read) => takeGlimpse(read, settingsFor(uri), services, ended.signal))
      .catch(() => undefined); // the page reports the error
  }

  const open = async () => {
    try {
      const now = await (reading ?? readWhole(uri));
      reading = undefined; // after a reload of the page, read the file again
      // A result saved by this preview is not its original, even after the tab was hidden.
      if (!file || !written.has(now.hash)) file = now;
      const { request, metadata } = settingsFor(uri);
      const start: Start = { request, metadata };
      const canReplace = !file.isReadonly && promisedFormat(uri.path) !== undefined;
      const translations = (l10n.bundle ?? {}) as Record<string, string>;
      const { bytes, hash } = file;
      const about = { uri: uri.toString(), name, bytes, hash, isAnimated: isAnimation(bytes) };
      await send({ type: 'open', ...about, start, canReplace, translations });
      const taken = await glimpse;
      glimpse = undefined;
      if (taken?.hash === hash) await send({ type: 'glimpse', ...taken });
    } catch (error) {
      await send({ type: 'failed', uri: uri.toString(), name, message: reasonOf(error) });
    }
  };

  const reopenWhenChanged = async () => {
    await saving; // a read during the write may get half of the file
    const now = await readWhole(uri).catch(() => undefined);
    if (file && now && now.hash !== file.hash && !written.has(now.hash)) await open();
  };

  const save = async ({ as, base, bytes, format }: Extract<FromPage, { type: 'save' }>) => {
    try {
      if (as === 'copy') await saveCopy(uri, bytes, format, services);
      else {
        const known = [base, ...written];
        written.add(await sha256(bytes)); // before the write: the watcher does not wait
        await saveOver(uri, known, bytes, format, services);
      }
    } catch (error) {
      void window.showErrorMessage(l10n.t('{0} was not saved: {1}', name, reasonOf(error)));
      services.log.error(`${name}: ${reasonOf(error)}`);
    } finally {
      await send({ type: 'settled' });
    }
  };

  const glob = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '[$&]');
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(uri, '..'), glob));
  const subscriptions = [
    watcher,
    watcher.onDidChange(reopenWhenChanged),
    watcher.onDidCreate(reopenWhenChanged),
    webview.onDidReceiveMessage((raw) => {
      const message = parseFromPage(raw);
      if (!message) return services.log.warn('A message of the preview was not understood.');
      switch (message.type) {
        case 'ready':
          return open();
        case 'save':
          saving = save(message);
          return saving;
        case 'copy':
          return env.clipboard.writeText(message.text);
        case 'problem':
          return services.log.error(`${name}: ${message.message}`);
        default:
          return message satisfies never;
      }
    }),
  ];
  panel.onDidDispose(() => {
    ended.abort();
    for (const each of subscriptions) each.dispose();
  });
  webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist')] };
  const show = (read?: ReadFile) => {
    if (!ended.signal.aborted) webview.html = previewHtml(webview, extension, read?.bytes);
  };
  reading.then(show, () => show()); // the error is reported when the page asks for the file
}
