// A stand-in for Figma's page, as a plugin page sees it. It puts the plugin page into a frame without an
// origin, under a content security policy, and relays the messages of the bridge. Bundled, and run in the
// browser; see `open-plugin.ts`.
import { pack, unpack } from '../../packages/figma-plugin/test/host/wire.ts';

/** Functions that Node exposes to this page. */
declare const toMain: (json: string, buffers: string[]) => Promise<void>;
declare const dropped: (json: string) => Promise<void>;
declare const refused: (message: string) => Promise<void>;

interface FrameOptions {
  readonly html: string;
  readonly policy: string;
  readonly style: string;
  readonly theme: string;
}

const SANDBOX = 'allow-scripts allow-modals allow-popups allow-forms allow-downloads';
let frame: HTMLIFrameElement | undefined;
let waiting: (() => void)[] | undefined = []; // messages sent before the plugin page has loaded

function openFrame({ html, policy, style, theme }: FrameOptions): void {
  const head = `<meta http-equiv="Content-Security-Policy" content="${policy}"><style id="figma-style">${style}</style>`;
  frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  frame.title = 'Plugin';
  frame.style.cssText = 'border: 0; display: block; background: none';
  frame.srcdoc = html
    .replace(/<html\b/, () => `<html class="figma-${theme}"`)
    .replace(/<head>/, (tag) => tag + head);
  frame.addEventListener('load', () => {
    for (const send of waiting ?? []) send();
    waiting = undefined;
  });
  document.body.append(frame);
}

function resizeFrame(size: { visible: boolean; width: number; height: number } | null): void {
  if (!size) frame?.remove(); // the plugin has ended
  if (!frame || !size) return;
  Object.assign(frame.style, {
    width: `${size.width}px`,
    height: `${size.height}px`,
    visibility: size.visible ? 'visible' : 'hidden',
  });
}

function toPage(json: string, buffers: readonly string[]): void {
  const pluginMessage = unpack({ json, buffers: buffers.map(bytesOf) });
  const send = () => frame?.contentWindow?.postMessage({ pluginMessage, pluginId: '0' }, '*');
  if (waiting) waiting.push(send);
  else send();
}

addEventListener('message', ({ source, data }) => {
  if (source !== frame?.contentWindow || typeof data !== 'object' || data === null) return;
  if ('pluginDrop' in data) return void dropped(JSON.stringify(data.pluginDrop));
  if (!('pluginMessage' in data)) return;
  try {
    const { json, buffers } = pack(data.pluginMessage);
    void toMain(json, buffers.map(base64Of));
  } catch (error) {
    void refused(String(error));
  }
});

/** Base64 methods of newer browsers, about a hundred times faster. */
interface Native {
  toBase64?(): string;
}
interface NativeClass {
  fromBase64?(base64: string): Uint8Array;
}

function base64Of(bytes: Uint8Array & Native): string {
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  const piece = 0x8000; // engines limit the number of arguments
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}

function bytesOf(base64: string): Uint8Array {
  const { fromBase64 } = Uint8Array as NativeClass;
  return fromBase64
    ? fromBase64.call(Uint8Array, base64)
    : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

Object.assign(window, { openFrame, resizeFrame, toPage });
