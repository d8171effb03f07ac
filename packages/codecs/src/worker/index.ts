export type { Listener, PreviewListener, Sender } from './calls.ts';
export {
  type CodecsConnection,
  type CompressListener,
  type ConnectOptions,
  connectCodecs,
} from './connect.ts';
export type { Gathering } from './gathering.ts';
export { type MessageEmitter, type Port, portOfEmitter } from './port.ts';
export type {
  GatheredPalette,
  SentOpenOptions,
  SentOptions,
  SentPreview,
  SentPreviewOptions,
  SentResult,
  SentSessionResult,
} from './protocol.ts';
export type { RemoteSession } from './remote-session.ts';
export { serveCodecs } from './serve.ts';
