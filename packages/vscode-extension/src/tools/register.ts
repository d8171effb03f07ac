import { type Disposable, lm } from 'vscode';
import type { Services } from '../services.ts';
import { compressTool } from './compress-image.ts';
import { paletteTool } from './extract-palette.ts';

/** Registers the tools for language models, in hosts that support them. */
export function registerTools(services: Services): Disposable[] {
  if (typeof lm?.registerTool !== 'function') return [];
  return [
    lm.registerTool('kcolors_compress_image', compressTool(services)),
    lm.registerTool('kcolors_extract_palette', paletteTool(services)),
  ];
}
