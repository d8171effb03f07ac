import { formatName, promisedFormat, readHeader } from '@kcolors/codecs';
import {
  type CancellationToken,
  type Disposable,
  Hover,
  l10n,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { type FileState, reasonOf, stateAt } from '../files/image-file.ts';
import { isInWorkspace } from '../files/in-workspace.ts';
import type { Host } from '../host.ts';
import { formatBytes } from '../report/words.ts';
import type { Services } from '../services.ts';
import { candidatesOf } from './candidates.ts';
import { imagePathsAt } from './image-path.ts';
import { lookAt } from './look.ts';
import { type HoverContent, hoverMarkdown } from './markdown.ts';

const COMPRESS = 'kcolors.compress';
const EXTRACT = 'kcolors.extractPalette';
const MAX_BYTES = 20 * 10 ** 6; // per file: for a larger file, only its size is shown
const MAX_KEPT = 30; // images

/** Shows an image when the cursor hovers over its path in code, in every language. */
export function registerHover({ host, workers }: Services): Disposable {
  const kept = new Map<string, HoverContent>(); // by URI and state, oldest first

  async function contentOf(uri: Uri, state: FileState, token: CancellationToken) {
    const key = `${uri} ${state.mtime} ${state.size}`;
    const known = kept.get(key);
    if (known) return known;
    const stop = new AbortController();
    const listener = token.onCancellationRequested(() => stop.abort());
    try {
      const content = await read(uri, state, stop.signal);
      kept.set(key, content);
      for (const oldest of kept.keys()) {
        if (kept.size <= MAX_KEPT) break;
        kept.delete(oldest);
      }
      return content;
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      return { ...factsOf(uri, state), note: reasonOf(error) };
    } finally {
      listener.dispose();
    }
  }

  async function read(uri: Uri, state: FileState, signal: AbortSignal): Promise<HoverContent> {
    const facts = factsOf(uri, state);
    if (state.size > MAX_BYTES) return facts;
    const bytes = new Uint8Array(await workspace.fs.readFile(uri)); // copy: hosts may return a subclass of Uint8Array
    signal.throwIfAborted();
    const { animated, format } = readHeader(bytes);
    const look = await lookAt(bytes, format, workers, signal);
    const size = `${look.width} × ${look.height}`;
    const known = { ...facts, facts: [size, formatName(format), formatBytes(state.size)], look };
    if (!animated) return known;
    return { ...known, links: [extractLink(uri)], note: l10n.t('This animation stays unchanged.') };
  }

  return languages.registerHoverProvider('*', {
    async provideHover(document, position, token) {
      if (!workspace.getConfiguration('kcolors', document).get('hover.enabled')) return undefined;
      const found = await findImage(document, position, host, token);
      const content = found && (await contentOf(found.uri, found.state, token));
      if (!content) return undefined;
      const text = new MarkdownString(hoverMarkdown(content));
      text.supportHtml = true;
      text.isTrusted = { enabledCommands: [COMPRESS, EXTRACT] };
      return new Hover(text, found.range);
    },
  });
}

interface Found {
  readonly uri: Uri;
  readonly state: FileState;
  readonly range: Range;
}

/** Finds the image whose path is at a position in a document. */
async function findImage(
  document: TextDocument,
  { character, line }: Position,
  host: Host,
  token: CancellationToken,
): Promise<Found | undefined> {
  const from = document.uri;
  const own = workspace.getWorkspaceFolder(from);
  const root = own ?? workspace.workspaceFolders?.[0];
  const folder = from.scheme === 'untitled' ? undefined : Uri.joinPath(from, '..').path;
  const others = (workspace.workspaceFolders ?? []).map(({ uri: { path } }) => path);
  // Notebook cells and old versions have a file path, but a scheme that finds no images.
  const base = own || from.scheme === 'file' ? from : (root?.uri ?? from);
  for (const { end, path, start } of imagePathsAt(document.lineAt(line).text, character)) {
    for (const candidate of candidatesOf(path, folder, root?.uri.path, others)) {
      if (token.isCancellationRequested) return undefined;
      const uri = base.with({ path: candidate, query: '', fragment: '' });
      const state = await stateAt(uri).catch(() => undefined);
      if (!state || (others.length > 0 && !(await isInWorkspace(uri, host)))) continue;
      return { uri, state, range: new Range(line, start, line, end) };
    }
  }
  return undefined;
}

/** Facts about a file that need no reading. */
function factsOf(uri: Uri, { size }: FileState): HoverContent {
  const format = promisedFormat(uri.path);
  return {
    name: workspace.asRelativePath(uri),
    facts: [...(format ? [formatName(format)] : []), formatBytes(size)],
    links: [{ label: l10n.t('Compress'), address: addressOf(COMPRESS, uri) }, extractLink(uri)],
  };
}

const extractLink = (uri: Uri) => ({ label: l10n.t('Extract Palette…'), address: addressOf(EXTRACT, uri) });

/** The `command:` link that runs a command on a file. */
const addressOf = (command: string, uri: Uri): string =>
  `command:${command}?${encodeURIComponent(JSON.stringify([uri]))}`;
