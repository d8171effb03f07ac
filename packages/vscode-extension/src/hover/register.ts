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
import { formatBytes } from '../report/words.ts';
import type { Services } from '../services.ts';
import { candidatesOf } from './candidates.ts';
import { imagePathsAt } from './image-path.ts';
import { lookAt } from './look.ts';
import { type HoverContent, hoverMarkdown } from './markdown.ts';

const COMMANDS = ['kcolors.compress', 'kcolors.extractPalette'];
const MOST_BYTES = 20 * 10 ** 6; // of a file: of a larger one only its size is said
const MOST_KEPT = 30; // images

/** Shows images where their paths stand in code, in every language. */
export function registerHover({ workers }: Services): Disposable {
  const kept = new Map<string, HoverContent>(); // by address and state, the oldest first

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
        if (kept.size <= MOST_KEPT) break;
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
    if (state.size > MOST_BYTES) return facts;
    const bytes = new Uint8Array(await workspace.fs.readFile(uri)); // a plain one, whatever the host hands out
    signal.throwIfAborted();
    const { format } = readHeader(bytes);
    const look = await lookAt(bytes, format, workers, signal);
    const size = `${look.width} × ${look.height}`;
    return { ...facts, facts: [size, formatName(format), formatBytes(state.size)], look };
  }

  return languages.registerHoverProvider('*', {
    async provideHover(document, position, token) {
      if (!workspace.getConfiguration('kcolors', document).get('hover.enabled')) return undefined;
      const found = await findImage(document, position, token);
      const content = found && (await contentOf(found.uri, found.state, token));
      if (!content) return undefined;
      const text = new MarkdownString(hoverMarkdown(content));
      text.supportHtml = true;
      text.isTrusted = { enabledCommands: COMMANDS };
      return new Hover(text, found.range);
    },
  });
}

interface Found {
  readonly uri: Uri;
  readonly state: FileState;
  readonly range: Range;
}

/** The image whose path stands at a place of a document. */
async function findImage(
  document: TextDocument,
  { character, line }: Position,
  token: CancellationToken,
): Promise<Found | undefined> {
  const from = document.uri;
  const own = workspace.getWorkspaceFolder(from);
  const root = own ?? workspace.workspaceFolders?.[0];
  const folder = from.scheme === 'untitled' ? undefined : Uri.joinPath(from, '..').path;
  // Cells of notebooks and old versions have the path of a file, but a scheme by which no image is found.
  const base = own || from.scheme === 'file' ? from : (root?.uri ?? from);
  for (const { end, path, start } of imagePathsAt(document.lineAt(line).text, character)) {
    for (const candidate of candidatesOf(path, folder, root?.uri.path)) {
      if (token.isCancellationRequested) return undefined;
      const uri = base.with({ path: candidate, query: '', fragment: '' });
      const state = await stateAt(uri).catch(() => undefined);
      if (state) return { uri, state, range: new Range(line, start, line, end) };
    }
  }
  return undefined;
}

/** What can be said of a file without reading it. */
function factsOf(uri: Uri, { size }: FileState): HoverContent {
  const format = promisedFormat(uri.path);
  const link = (label: string, command: string) => ({
    label,
    address: `command:${command}?${encodeURIComponent(JSON.stringify([uri]))}`,
  });
  return {
    name: workspace.asRelativePath(uri),
    facts: [...(format ? [formatName(format)] : []), formatBytes(size)],
    links: [link(l10n.t('Compress'), COMMANDS[0]!), link(l10n.t('Extract Palette…'), COMMANDS[1]!)],
  };
}
