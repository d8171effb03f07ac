import { LanguageModelTextPart, type LanguageModelTool, LanguageModelToolResult, l10n } from 'vscode';
import { mainColors } from '../palette/main-colors.ts';
import type { Services } from '../services.ts';
import { uriOfPath } from './paths.ts';

/** Input of `kcolors_extract_palette`. Its schema is in the manifest. */
export interface PaletteInput {
  readonly path: string;
  readonly colors?: number;
}

const DEFAULT_COLORS = 6;

/** Finds the main colors of an image for a language model. */
export function paletteTool(services: Services): LanguageModelTool<PaletteInput> {
  return {
    prepareInvocation({ input: { path } }) {
      return {
        invocationMessage: l10n.t('Finding the colors of {0}', path),
        confirmationMessages: {
          title: l10n.t('Extract a palette?'),
          message: l10n.t('{0} is read on this machine; nothing is written or sent.', path),
        },
      };
    },
    async invoke({ input: { path, colors = DEFAULT_COLORS } }, token) {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const palette = await mainColors(
        await uriOfPath(path, services.host),
        colors,
        services.workers,
        stop.signal,
      );
      const answer = palette.map(({ hex, share }) => ({ hex, share: Number(share.toFixed(4)) }));
      return new LanguageModelToolResult([new LanguageModelTextPart(JSON.stringify(answer))]);
    },
  };
}
