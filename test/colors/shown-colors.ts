import { differenceCiede2000 } from 'culori';
import type { Page } from 'playwright-core';

type Color = readonly number[];

/** Mean colors, 0 to 255, of the equally wide columns of a picture, as a browser shows it. */
export function shownColors(page: Page, file: Uint8Array, format: string, columns: number): Promise<Color[]> {
  const url = `data:image/${format};base64,${Buffer.from(file).toString('base64')}`;
  return page.evaluate(
    async ([src, count]) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      const { height } = image;
      const width = Math.floor(image.width / count);
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = height;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      return Array.from({ length: count }, (_, column) => {
        const { data } = context.getImageData(column * width, 0, width, height);
        return [0, 1, 2].map((channel) => {
          let sum = 0;
          for (let i = channel; i < data.length; i += 4) sum += data[i]!;
          return sum / (width * height);
        });
      });
    },
    [url, columns] as const,
  );
}

const difference = differenceCiede2000();
const rgb = ([r = 0, g = 0, b = 0]: Color) => ({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 }) as const;

/** ΔE2000 of two colors, 0 to 255. */
export const deltaE2000 = (one: Color, other: Color): number => difference(rgb(one), rgb(other));
