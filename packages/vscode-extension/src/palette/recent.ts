import { type Memento, Uri } from 'vscode';

/** The recently used palette files, latest first. */
export interface RecentPalettes {
  list(): Uri[];
  add(uri: Uri): Promise<void>;
}

const KEY = 'recentPalettes';
const MAX_RECENT = 5;

export function openRecentPalettes(memory: Memento): RecentPalettes {
  const read = () => memory.get<readonly string[]>(KEY, []);
  return {
    list: () => read().map((address) => Uri.parse(address)),
    async add(uri) {
      const others = read().filter((address) => address !== uri.toString());
      await memory.update(KEY, [uri.toString(), ...others].slice(0, MAX_RECENT));
    },
  };
}
