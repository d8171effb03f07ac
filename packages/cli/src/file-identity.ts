import { basename, dirname, join, resolve } from 'node:path';
import type { FileFacts, FileLookup } from './file-lookup.ts';

/** The entry of a folder that a path leads to, however the path is spelled. */
export interface Place {
  /** Absolute, without links, each existing part spelled as its folder stores it. */
  readonly path: string;
  /** The deepest folder that exists, spelled in the same way. */
  readonly folder: string;
  /** The names below it: one for an entry that exists, or whose folder does. */
  readonly names: readonly string[];
  /** The entry at this place; undefined if there is none. */
  readonly facts: FileFacts | undefined;
  /** Equal for equal entries that exist or are spelled alike. */
  readonly key: string;
  /** Equal for entries that some file system takes for one. */
  readonly likeness: string;
}

/** Finds the place of a path. */
export type Locate = (path: string) => Place;

/** Entries with a value each, found again by any path that leads to them. */
export interface PlaceIndex<T> {
  readonly add: (place: Place, value: T) => void;
  /** The value of the same entry. */
  readonly find: (place: Place) => T | undefined;
  /** The value of the same entry, or of another name (a hard link) of the same file. */
  readonly findFile: (place: Place) => T | undefined;
}

const MAX_LINKS = 40; // as many as Linux follows

/**
 * Makes a function that finds places. Neither spelling nor links deceive it: letter case and Unicode normalization are
 * compared by the file system itself.
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
    // Some file systems give each spelling a number of its own: that of the stored name counts.
    const stored = name === basename(path) ? facts : (lookup.look(join(above.path, name)) ?? facts);
    return placeOf(above.path, [name], stored, folderId);
  };

  const idOf = (folder: string): string => lookup.look(folder)?.id ?? folder;

  /** The name of an entry as its folder stores it. */
  const storedName = (folder: string, name: string, { id }: FileFacts): string => {
    const named = (listing: Listing | undefined) => {
      if (!listing || listing.exact.has(name)) return listing && name;
      return listing.alike.get(likenessOf(name))?.find((each) => lookup.look(join(folder, each))?.id === id);
    };
    const known = named(listings.get(folder));
    if (known !== undefined) return known;
    const listing = listingOf(lookup.list(folder)); // the first time, or the entry is newer than the listing
    listings.set(folder, listing);
    // A short name of Windows is alike to nothing: its number tells.
    return named(listing) ?? listing.alike.get(likenessOf(name))?.[0] ?? name;
  };

  /** Whether two places of one likeness are one. An entry that exists has one stored name, so its key tells. */
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

/** The place of a file that is open as a stream and has no path. */
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
 * Equal for all names that some file system takes for one: without letter case, accents composed or not, invisible
 * characters, and dots and spaces at the end. Names of one likeness may still be two.
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
