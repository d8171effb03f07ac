import { gifenc } from './gifenc.ts';
import { imageQ } from './image-q.ts';
import { kcolors, kcolorsHalfDithered } from './kcolors.ts';
import { libimagequant, libimagequantPalette } from './libimagequant.ts';
import { materialCelebi, materialWu } from './material.ts';
import type { Peer } from './peer.ts';
import { mmcq } from './quantize.ts';
import { sharpPalette } from './sharp.ts';
import { upng } from './upng.ts';

/** The row that all others are compared with. */
export const OURS = 'kcolors';

/** All peers, by the name in the table. */
export const PEERS: Readonly<Record<string, Peer>> = {
  [OURS]: kcolors('default'),
  'kcolors, effort fast': kcolors('fast'),
  'kcolors, effort best': kcolors('best'),
  'kcolors, dither 0.5': kcolorsHalfDithered,
  'libimagequant, speed 4': libimagequant(4),
  'libimagequant, speed 1': libimagequant(1),
  'libimagequant, speed 1, exact remap': libimagequantPalette(1),
  sharp: sharpPalette(7),
  'sharp, effort 10': sharpPalette(10),
  'image-q, Wu': imageQ,
  'Material Wu': materialWu,
  'Material Celebi': materialCelebi,
  gifenc,
  'upng-js': upng,
  'quantize (MMCQ)': mmcq,
};
