// Messages as text and buffers, to get them in and out of the engine and the browser. Refuses what Figma's bridge does:
// only objects, arrays, numbers, strings, booleans, null, undefined, Date and Uint8Array cross it.

export interface Packed {
  readonly json: string;
  readonly buffers: Uint8Array[];
}

/** Everything that JSON does not have, and objects that look like such a thing. */
type Tagged =
  | { $: 'bytes'; at: number }
  | { $: 'undefined' }
  | { $: 'number'; text: string }
  | { $: 'date'; ms: number }
  | { $: 'object'; entries: [string, unknown][] };

export function pack(message: unknown): Packed {
  const buffers: Uint8Array[] = [];
  const above = new Set<unknown>();

  const packOne = (value: unknown, path: string): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') {
      const isPlain = Number.isFinite(value) && !Object.is(value, -0);
      return isPlain ? value : tag({ $: 'number', text: Object.is(value, -0) ? '-0' : String(value) });
    }
    if (value === undefined) return tag({ $: 'undefined' });
    if (typeof value !== 'object') throw refusal(value, path);
    if (above.has(value)) throw new Error(`Cannot send a structure that contains itself, at ${path}`);
    above.add(value);
    try {
      return packObject(value, path);
    } finally {
      above.delete(value);
    }
  };
  const packObject = (value: object, path: string): unknown => {
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    if (kind === 'Uint8Array')
      return tag({ $: 'bytes', at: buffers.push((value as Uint8Array).slice()) - 1 });
    if (kind === 'Date') return tag({ $: 'date', ms: (value as Date).getTime() });
    if (Array.isArray(value)) return Array.from(value, (one, index) => packOne(one, `${path}[${index}]`));
    if (kind !== 'Object') throw refusal(value, path);
    const entries = Object.entries(value).map(([key, one]): [string, unknown] => [
      key,
      packOne(one, `${path}.${key}`),
    ]);
    const isPlain = entries.every(([key]) => key !== '$' && key !== '__proto__');
    return isPlain ? Object.fromEntries(entries) : tag({ $: 'object', entries });
  };

  return { json: JSON.stringify(packOne(message, 'message')), buffers };
}

export function unpack({ json, buffers }: Packed): unknown {
  const unpackOne = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpackOne);
    if (typeof value !== 'object' || value === null) return value;
    if ('$' in value) return untag(value as Tagged);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpackOne(one)]));
  };
  const untag = (tagged: Tagged): unknown => {
    switch (tagged.$) {
      case 'bytes':
        return buffers[tagged.at];
      case 'undefined':
        return undefined;
      case 'number':
        return Number(tagged.text);
      case 'date':
        return new Date(tagged.ms);
      case 'object':
        return Object.fromEntries(tagged.entries.map(([key, one]) => [key, unpackOne(one)]));
      default:
        return tagged satisfies never;
    }
  };
  return unpackOne(JSON.parse(json));
}

const tag = (tagged: Tagged): Tagged => tagged;

const refusal = (value: unknown, path: string): Error =>
  new Error(
    `Cannot send ${typeof value === 'object' ? Object.prototype.toString.call(value) : typeof value} at ${path}`,
  );
