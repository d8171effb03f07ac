import { basename, dirname, join, resolve } from 'node:path';
import type { FileLookup } from '../src/file-lookup.ts';
import type { FileActions } from '../src/write-result.ts';

/** How file systems compare names, and which name they store. */
export const FILE_SYSTEMS = {
  ordinary: { compare: (name: string) => name, store: (name: string) => name },
  'case-insensitive': { compare: (name: string) => name.toLowerCase(), store: (name: string) => name },
  normalizing: {
    compare: (name: string) => name.normalize('NFD').toLowerCase(),
    store: (name: string) => name.normalize('NFD'),
  },
};

interface Inode {
  readonly number: number;
  readonly version: number;
  readonly content: string | Folder | { readonly link: string };
}

type Folder = Map<string, { readonly name: string; inode: Inode }>;

/** A file system in memory with folders, hard links and symbolic links. Paths are absolute. */
export interface MemoryFiles {
  readonly lookup: FileLookup;
  readonly actions: FileActions;
  /** Adds an entry and its folders; does nothing where there is one. */
  readonly addFile: (path: string, content: string) => void;
  readonly addLink: (path: string, target: string) => void;
  readonly addHardLink: (path: string, existing: string) => void;
  /** Replaces the content in place, as an editor does. */
  readonly edit: (path: string, content: string) => void;
  /** Through links; undefined for no file. */
  readonly read: (path: string) => string | undefined;
  /** The path without links, each part as it is stored; as given where nothing is. */
  readonly canonical: (path: string) => string;
  /** Number of the file that a path leads to. */
  readonly numberOf: (path: string) => number | undefined;
  /** All entries but folders: canonical path → content. Links are their text. */
  readonly tree: () => Map<string, string>;
}

const isFolder = (content: Inode['content']): content is Folder => content instanceof Map;
const linkOf = (content: Inode['content']) =>
  typeof content === 'object' && 'link' in content ? content.link : undefined;

export function createMemoryFiles(
  { compare, store }: (typeof FILE_SYSTEMS)['ordinary'],
  yieldTurns: () => number = () => 0,
): MemoryFiles {
  let number = 0;
  let version = 0;
  const make = (content: Inode['content']): Inode => ({ number: ++number, version: ++version, content });
  const root = make(new Map());

  /** The folder and the entry of a path, links followed but the last. */
  const find = (path: string): { above: Inode | undefined; at: string; inode: Inode | undefined } => {
    const parent = dirname(path);
    if (parent === path) return { above: undefined, at: '/', inode: root };
    const { inode: above, at } = follow(parent);
    if (!above || !isFolder(above.content))
      return { above: undefined, at: join(at, basename(path)), inode: undefined };
    const entry = above.content.get(compare(basename(path)));
    return { above, at: join(at, entry?.name ?? basename(path)), inode: entry?.inode };
  };
  const follow = (path: string, depth = 0): ReturnType<typeof find> => {
    const found = find(path);
    const link = found.inode && linkOf(found.inode.content);
    if (link === undefined || depth > 10) return found;
    return follow(resolve(dirname(found.at), link), depth + 1);
  };
  const set = (path: string, inode: Inode) => {
    makeFolder(dirname(path));
    const above = follow(dirname(path)).inode;
    if (!above || !isFolder(above.content)) throw new Error(`no folder for ${path}`);
    const key = compare(basename(path));
    above.content.set(key, { name: above.content.get(key)?.name ?? store(basename(path)), inode });
  };
  const makeFolder = (path: string) => {
    if (!follow(path).inode) set(path, make(new Map()));
  };
  const turns = async () => {
    for (let left = yieldTurns(); left > 0; left--) await undefined;
  };

  const add = (path: string, inode: () => Inode) => {
    if (find(path).inode) return;
    try {
      set(path, inode());
    } catch {
      // a part of the path is a file
    }
  };
  return {
    lookup: {
      look: (path) => {
        const { at, inode } = find(path);
        if (!inode) return undefined;
        const isStored = basename(at) === basename(path);
        const link = linkOf(inode.content);
        const kind = isFolder(inode.content) ? 'folder' : link === undefined ? 'file' : 'link';
        // File systems by FUSE give each spelling a number of its own.
        return { kind, id: isStored ? `1:${inode.number}` : `2:${inode.number}:${basename(path)}` };
      },
      linkTarget: (path) => linkOf(find(path).inode!.content)!,
      list: (path) => {
        const content = follow(path).inode?.content;
        return content && isFolder(content) ? Array.from(content.values(), ({ name }) => name) : [];
      },
      joins: (_, one, other) => compare(one) === compare(other),
    },
    actions: {
      makeFolder: async (path) => {
        await turns();
        makeFolder(path);
      },
      stateOf: async (path) => {
        await turns();
        const { inode } = follow(path);
        if (!inode || typeof inode.content !== 'string') return undefined;
        return { size: inode.content.length, mtimeMs: inode.version };
      },
      read: async (path) => {
        await turns();
        const { inode } = follow(path);
        if (!inode || typeof inode.content !== 'string') throw new Error('no such file');
        return Buffer.from(inode.content);
      },
      write: async (path, bytes, expected) => {
        await turns();
        const { at, inode } = follow(path);
        if (inode && isFolder(inode.content)) throw new Error('a folder has this name');
        if (expected === 'nothing') {
          if (inode) throw Object.assign(new Error('something is there'), { code: 'EEXIST' });
        } else if (inode?.version !== expected.mtimeMs) throw new Error('the file was changed');
        set(at, make(Buffer.from(bytes).toString()));
        return [];
      },
    },
    addFile: (path, content) => add(path, () => make(content)),
    addLink: (path, target) => add(path, () => make({ link: target })),
    addHardLink: (path, existing) => {
      const { inode } = follow(existing);
      if (inode && typeof inode.content === 'string') add(path, () => inode);
    },
    edit: (path, content) => {
      const { at, inode } = follow(path);
      if (inode && typeof inode.content === 'string')
        set(at, { number: inode.number, version: ++version, content });
    },
    read: (path) => {
      const content = follow(path).inode?.content;
      return typeof content === 'string' ? content : undefined;
    },
    canonical: (path) => follow(path).at,
    numberOf: (path) => follow(path).inode?.number,
    tree: () => {
      const all = new Map<string, string>();
      const walk = (folder: Folder, path: string) => {
        for (const { name, inode } of folder.values()) {
          const at = join(path, name);
          if (isFolder(inode.content)) walk(inode.content, at);
          else all.set(at, typeof inode.content === 'string' ? inode.content : `→ ${linkOf(inode.content)}`);
        }
      };
      walk(root.content as Folder, '/');
      return all;
    },
  };
}
