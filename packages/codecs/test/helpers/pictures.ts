export interface Picture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A smooth picture with some noise: many colors, opaque unless `alpha` tells otherwise. */
export function gradient(
  width: number,
  height: number,
  alpha: (x: number, y: number) => number = () => 255,
): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      const noise = (Math.imul(x * 7919 + y * 104729 + 1, 2654435761) >>> 28) & 7;
      data.set([(255 * x) / width, (255 * y) / height, 128 + noise, alpha(x, y)], o);
    }
  }
  return { data, width, height };
}

/** Four areas of different colors, none of them like its mirror image: shows how a picture was turned. */
export function corners(width: number, height: number): Picture {
  const colors = [
    [250, 20, 20],
    [20, 240, 20],
    [20, 20, 230],
    [240, 240, 240],
  ];
  const data = new Uint8Array(width * height * 4);
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 4) {
      const color = colors[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)]!;
      data.set([...color, 255], o);
    }
  }
  return { data, width, height };
}
