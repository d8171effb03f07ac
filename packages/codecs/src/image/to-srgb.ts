import type { RgbaImage } from '@kcolors/core';

// Linear light, both with the white of D65: https://www.w3.org/TR/css-color-4/#color-conversion-code
const RED = [1.22494017628055, -0.22494017628055, 0] as const;
const GREEN = [-0.04205695470968, 1.04205695470968, 0] as const;
const BLUE = [-0.01963755459033, -0.07863604555063, 1.09827360014096] as const;

const STEPS = 4096; // of light; an 8-bit value is right to the last step but in the deepest shadows

/** The curve of sRGB, which Display P3 has as well. */
const LIGHT = Float64Array.from({ length: 256 }, (_, stored) =>
  stored <= 10 ? stored / 255 / 12.92 : ((stored / 255 + 0.055) / 1.055) ** 2.4,
);
const STORED = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const light = step / STEPS;
  return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
});

/** An image of Display P3 in sRGB. Colors that sRGB does not have become the nearest in each channel. */
export function displayP3ToSrgb({ data, height, width }: RgbaImage): RgbaImage {
  const converted = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 4) {
    const r = LIGHT[data[i]!]!;
    const g = LIGHT[data[i + 1]!]!;
    const b = LIGHT[data[i + 2]!]!;
    converted[i] = store(RED[0] * r + RED[1] * g);
    converted[i + 1] = store(GREEN[0] * r + GREEN[1] * g);
    converted[i + 2] = store(BLUE[0] * r + BLUE[1] * g + BLUE[2] * b);
    converted[i + 3] = data[i + 3]!;
  }
  return { data: converted, width, height };
}

const store = (light: number): number => STORED[Math.round(Math.min(1, Math.max(0, light)) * STEPS)]!;
