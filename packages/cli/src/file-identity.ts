import { basename, dirname, join, resolve } from 'node:path';
import type { FileFacts, FileLookup } from './file-lookup.ts';

/** The folder entry that a path leads to. Different spellings of a path lead to the same place. */
export interface Place {
  /** Absolute, without links. Each existing part is spelled as its folder stores it. */
  readonly path: string;
  /** The deepest existing folder, spelled in the same way. */
  readonly folder: string;
  /** The names below that folder: one name if the entry or its folder exists. */
  readonly names: readonly string[];
  /** Facts about the entry at this place; undefined if there is none. */
  readonly facts: FileFacts | undefined;
  /** Equal for the same entry, and for missing entries with the same spelling. */
  readonly key: string;
  /** Equal for all entries that some file system treats as the same. */
  readonly likeness: string;
}

/** Returns the place of a path. */
export type Locate = (path: string) => Place;

/** A map from entries to values. Any path to an entry finds its value. */
export interface PlaceIndex<T> {
  readonly add: (place: Place, value: T) => void;
  /** Returns the value of the same entry. */
  readonly find: (place: Place) => T | undefined;
  /** Returns the value of the same entry, or of another hard link to the same file. */
  readonly findFile: (place: Place) => T | undefined;
}

const MAX_LINKS = 40; // the limit of Linux

/**
 * Creates the functions that find and index places. Places do not depend on spelling or links. The file system itself
 * compares letter case and Unicode normalization.
 */
export function openPlaces(lookup: FileLookup): {
  readonly locate: Locate;
  readonly index: <T>() => PlaceIndex<T>;
} {
  const folders = new Map<string, Place>();
  const listings = new Map<string, Listing>();

  const locate = (given: string, links = 0): Place => {
    const path = resolve(given);
    const parent = dirname(path);
    if (parent === path) return placeOf(path, [], lookup.look(path), idOf(path));
    const above = folders.get(parent) ?? locate(parent, links);
    if (above.facts?.kind !== 'folder') {
      return placeOf(above.folder, [...above.names, basename(path)], undefined, idOf(above.folder));
    }
    folders.set(parent, above);
    const spelled = join(above.path, basename(path));
    const facts = lookup.look(spelled);
    if (facts?.kind === 'link' && links < MAX_LINKS) {
      return locate(resolve(above.path, lookup.linkTarget(spelled)), links + 1);
    }
    const folderId = above.facts.id ?? above.path;
    if (!facts) return placeOf(above.path, [basename(path)], undefined, folderId);
    const name = storedName(above.path, basename(path), facts);
    // Some file systems report a different inode for each spelling: use that of the stored name.
    const stored = name === basename(path) ? facts : (lookup.look(join(above.path, name)) ?? facts);
    return placeOf(above.path, [name], stored, folderId);
  };

  const idOf = (folder: string): string => lookup.look(folder)?.id ?? folder;

  /** Returns the name of an entry as its folder stores it. */
  const storedName = (folder: string, name: string, { id }: FileFacts): string => {
    const named = (listing: Listing | undefined) => {
      if (!listing || listing.exact.has(name)) return listing && name;
      return listing.alike.get(likenessOf(name))?.find((each) => lookup.look(join(folder, each))?.id === id);
    };
    const known = named(listings.get(folder));
    if (known !== undefined) return known;
    const listing = listingOf(lookup.list(folder)); // the first lookup, or the entry is newer than the listing
    listings.set(folder, listing);
    // A short name (8.3) of Windows resembles no stored name: its file id identifies it.
    return named(listing) ?? listing.alike.get(likenessOf(name))?.[0] ?? name;
  };

  /**
   * Whether two places with equal likeness are the same. Existing entries have one stored name each, so their keys
   * decide.
   */
  const joined = (one: Place, other: Place): boolean => {
    if (one.facts || other.facts || one.names.length !== other.names.length) return false;
    return one.names.every(
      (name, i) => name === other.names[i] || lookup.joins(one.folder, name, other.names[i]!),
    );
  };

  const index = <T>(): PlaceIndex<T> => {
    const byKey = new Map<string, T>();
    const byFile = new Map<string, T>();
    const alike = new Map<string, { place: Place; value: T }[]>();
    const find = (place: Place): T | undefined =>
      byKey.get(place.key) ?? alike.get(place.likeness)?.find((each) => joined(each.place, place))?.value;
    return {
      add: (place, value) => {
        byKey.set(place.key, value);
        if (place.facts?.id !== undefined) byFile.set(place.facts.id, value);
        const others = alike.get(place.likeness);
        if (others) others.push({ place, value });
        else alike.set(place.likeness, [{ place, value }]);
      },
      find,
      findFile: (place) =>
        find(place) ?? (place.facts?.id === undefined ? undefined : byFile.get(place.facts.id)),
    };
  };

  return { locate: (path) => locate(path), index };
}

/** Returns the place of a file that is open as a stream and has no path. */
export const placeOfStream = (facts: FileFacts): Place => ({
  ...placeOf('', [], facts, ''),
  key: `stream ${facts.id}`,
  likeness: `stream ${facts.id}`,
});

function placeOf(
  folder: string,
  names: readonly string[],
  facts: FileFacts | undefined,
  folderId: string,
): Place {
  return {
    path: names.length > 0 ? join(folder, ...names) : folder,
    folder,
    names,
    facts,
    key: [folderId, ...names].join('/'),
    likeness: [folderId, ...names.map(likenessOf)].join('/'),
  };
}

interface Listing {
  readonly exact: ReadonlySet<string>;
  /** Stored names by their likeness. */
  readonly alike: ReadonlyMap<string, readonly string[]>;
}

function listingOf(names: readonly string[]): Listing {
  const alike = new Map<string, string[]>();
  for (const name of names) {
    const key = likenessOf(name);
    const others = alike.get(key);
    if (others) others.push(name);
    else alike.set(key, [name]);
  }
  return { exact: new Set(names), alike };
}

/**
 * Returns a key that is equal for all names that some file system treats as the same. It ignores letter case,
 * composition of accents, invisible characters, and trailing dots and spaces. Names with equal keys may still be
 * different entries.
 */
function likenessOf(name: string): string {
  const plain = /^[ -~]*$/.test(name)
    ? name.toLowerCase()
    : name
        .normalize('NFKD')
        .toUpperCase()
        .toLowerCase()
        .normalize('NFKD')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return plain.replace(/[. ]+$/, '');
}
