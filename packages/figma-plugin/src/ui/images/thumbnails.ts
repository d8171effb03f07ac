// Small pictures to tell images apart by. Their colors need not be exact, so the browser may draw them; but drawing a large
// image takes long enough to be felt, so it is done in the worker, beside the codecs.
const SIDE = 72; // pixels: 36 on a dense screen

export interface Thumbnails {
  /** A small picture of a file, or nothing where the browser cannot read it. The bytes are handed over. */
  draw(bytes: Uint8Array): Promise<ImageBitmap | undefined>;
}

/** One end of a channel that others speak through as well. */
type Channel = Pick<MessagePort, 'postMessage'> & {
  addEventListener(type: 'message', listener: (event: MessageEvent<Message>) => void): void;
};

/** What is asked has bytes; what is answered may have a picture. */
interface Message {
  readonly thumbnail?: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly picture?: ImageBitmap | undefined;
}

/** Draws what `connectThumbnails` asks for at the other end. */
export function serveThumbnails(channel: Channel): void {
  channel.addEventListener('message', async ({ data: { thumbnail, bytes } }) => {
    if (thumbnail === undefined || !bytes) return; // for the codecs
    const picture = await draw(bytes).catch(() => undefined);
    channel.postMessage({ thumbnail, picture } satisfies Message, picture ? [picture] : []);
  });
}

export function connectThumbnails(channel: Channel): Thumbnails {
  const waiting = new Map<number, (picture: ImageBitmap | undefined) => void>();
  let lastId = 0;
  channel.addEventListener('message', ({ data: { thumbnail, picture } }) => {
    if (thumbnail === undefined) return;
    waiting.get(thumbnail)?.(picture);
    waiting.delete(thumbnail);
  });
  return {
    draw: (bytes) =>
      new Promise((resolve) => {
        const thumbnail = ++lastId;
        waiting.set(thumbnail, resolve);
        const own = bytes as Uint8Array<ArrayBuffer>;
        channel.postMessage({ thumbnail, bytes: own } satisfies Message, [own.buffer]);
      }),
  };
}

async function draw(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap> {
  const whole = await createImageBitmap(new Blob([bytes]));
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const small = await createImageBitmap(whole, {
    resizeWidth: side(whole.width),
    resizeHeight: side(whole.height),
    resizeQuality: 'high',
  });
  whole.close();
  return small;
}
