import type { PaletteColor } from './palette-entries.ts';
import { DEFAULT_REQUEST, type StudioRequest } from './request.ts';
import type { StudioAction, StudioFacts, StudioImage, StudioPhase, StudioViewState } from './studio-types.ts';

/** `<kc-studio>`: the whole view. */
export class KcStudio extends HTMLElement {
  phase: StudioPhase = 'empty';
  /** What went wrong, in the phase `error`. */
  message = '';
  /** File name of the picture. */
  name = '';
  /** Format of the original (`png`, `jpeg`, …): what "As it is" means. */
  source = '';
  request: StudioRequest = DEFAULT_REQUEST;
  palette: readonly PaletteColor[] = [];
  facts: StudioFacts | undefined;
  /** Of the run at full size, 0 to 1; undefined while none runs. */
  progress: number | undefined;
  actions: readonly (string | StudioAction)[] = [];
  viewState: StudioViewState = {};

  drawBefore(_image: StudioImage): void {}

  drawAfter(_image: StudioImage): void {}
}
