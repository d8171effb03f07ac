export type { Handlers as ThreadHandlers, Script as ThreadScript, Thread } from '@kcolors/core/threads';
export {
  type CodecsConnection,
  type CodecsPool,
  type CompressListener,
  type Gathering,
  openCodecsPool,
  startCodecs,
} from './connect.ts';
export type {
  GatheredPalette,
  Listener,
  Sender,
  SentOpenOptions,
  SentOptions,
  SentPreview,
  SentPreviewOptions,
  SentResult,
  SentSessionResult,
} from './protocol.ts';
export { serveCodecs } from './serve.ts';
export type { PreviewListener, RemoteSession } from './session.ts';
