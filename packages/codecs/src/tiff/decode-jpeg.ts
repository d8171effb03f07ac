import { concatBytes } from '../bytes.ts';
import { CodecError, damaged } from '../errors.ts';
import { jpegWarning } from '../jpeg/decode.ts';
import { readJpeg } from '../jpeg/markers.ts';
import { checkWork } from '../jpeg/work.ts';
import { decodeAllWithMozJpeg } from '../wasm/jpeg-decoder.ts';
import type { Block } from './blocks.ts';
import { isWhole } from './directory.ts';
import type { TiffPage } from './page.ts';
import { TAG } from './tags.ts';

/** APP14 segment of Adobe, which says whether three components are RGB (0) or YCbCr (1). */
const adobeSegment = (transform: number) =>
  Uint8Array.of(0xff, 0xee, 0, 14, 65, 100, 111, 98, 101, 0, 100, 0, 0, 0, 0, transform);

/**
 * Decodes blocks that are JPEG pictures. The tables that they share are stored once (TIFF Technical Note 2).
 * @throws {CodecError} `'damaged'`, or `'unsupported-feature'` for a kind of JPEG that is not read.
 */
export async function decodeJpegBlocks(
  page: TiffPage,
  blocks: readonly Block[],
  data: Uint8Array,
): Promise<void> {
  const shared = page.directory.entries.get(TAG.jpegTables);
  if (shared && !isWhole(shared))
    throw damaged('The TIFF is truncated: its JPEG tables are not in the file.');
  const tables = shared?.data ?? new Uint8Array(0);
  const start = concatBytes([
    Uint8Array.of(0xff, 0xd8),
    adobeSegment(page.colors === 'rgb' ? 0 : 1),
    tables.subarray(2, Math.max(2, tables.length - 2)),
  ]);
  const pictures = blocks.map(({ bytes, rows }) => {
    const picture = readJpeg(concatBytes([start, bytes.subarray(2)]));
    const { width, height } = picture.header;
    if (width !== page.blocks.width || height < rows || height > page.blocks.height) {
      throw damaged(`The TIFF is damaged: one of its JPEG parts has ${width} × ${height} pixels.`);
    }
    if (picture.components !== page.samples) {
      throw damaged(
        `Expected ${page.samples} channels in a JPEG part of the TIFF but found ${picture.components}.`,
      );
    }
    checkWork(picture);
    return picture.picture;
  });
  const isInverted = page.colors === 'white-is-zero';
  const messages = await decodeAllWithMozJpeg(pictures, (image, i) => {
    const { left, rows, top } = blocks[i]!;
    const count = Math.min(image.width, page.width - left);
    for (let y = 0; y < rows; y++) {
      const row = image.data.subarray(4 * image.width * y, 4 * (image.width * y + count));
      data.set(
        isInverted ? row.map((value, at) => (at % 4 === 3 ? value : 255 - value)) : row,
        4 * ((top + y) * page.width + left),
      );
    }
  }).catch((error: CodecError) => {
    if (error.code !== 'codec-failed') throw error;
    throw new CodecError('damaged', `A JPEG part of the TIFF is damaged. ${error.message}`, error);
  });
  const warning = jpegWarning(messages);
  if (warning) throw damaged(`A JPEG part of the TIFF is damaged: ${warning}.`);
}
