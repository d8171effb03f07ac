import { printable } from '@kcolors/codecs/printable';
import {
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  l10n,
  MarkdownString,
} from 'vscode';
import { record } from '../commands/compress.ts';
import { compressBatch } from '../compress/batch.ts';
import type { Overrides } from '../compress/compress-file.ts';
import type { FileReport } from '../report/file-report.ts';
import { totalsOf } from '../report/file-report.ts';
import { findImages } from '../selection/find-images.ts';
import type { Services } from '../services.ts';
import type { Requested } from '../settings.ts';
import { uriOfPath } from './paths.ts';

/** Input of `kcolors_compress_image`. Its schema is in the manifest. */
export interface CompressInput extends Requested {
  readonly paths: readonly string[];
}

/** Compresses images for a language model, after a person has agreed. */
export function compressTool(services: Services): LanguageModelTool<CompressInput> {
  return {
    prepareInvocation({ input: { paths } }) {
      const list = new MarkdownString();
      list.appendText(
        `${l10n.t('According to your settings, these are replaced, or results are saved beside them. Originals are kept.')}\n\n`,
      );
      list.appendText(paths.map(printable).join('\n'));
      return {
        invocationMessage: l10n.t('Compressing images'),
        confirmationMessages: { title: l10n.t('Compress images?'), message: list },
      };
    },
    async invoke({ input: { paths, quality, colors, rate, dither, format } }, token) {
      const targets = await Promise.all(paths.map((path) => uriOfPath(path, services.host)));
      const images = await findImages(targets, token);
      if (images.length === 0)
        throw new Error('There is no PNG, JPEG, WebP, GIF, BMP, TIFF or ICO image at these paths.');
      const overrides: Overrides = {
        ...(quality !== undefined && { quality }),
        ...(colors !== undefined && { colors }),
        ...(rate !== undefined && { rate }),
        ...(dither !== undefined && { dither }),
        ...(format !== undefined && { format }),
      };
      const { reports } = await compressBatch(images, services, overrides, token);
      record(services, reports);
      return new LanguageModelToolResult([new LanguageModelTextPart(answerOf(reports))]);
    },
  };
}

/** The answer for the model: in English, with exact numbers. */
function answerOf(reports: readonly FileReport[]): string {
  const { compressed, before, after } = totalsOf(reports);
  const lines = reports.map(({ name, status, before, after, output, notes }) => {
    const sizes = status === 'compressed' ? `${before} → ${after} bytes` : status;
    return `- ${name}: ${sizes}${output ? `, written to ${output.path}` : ''}. ${notes.join(' ')}`.trimEnd();
  });
  return [`${compressed} of ${reports.length} images compressed, ${before} → ${after} bytes.`, ...lines].join(
    '\n',
  );
}
