// Built-in palettes that pixels can be matched to.

export interface Preset {
  readonly name: string;
  readonly colors: readonly string[];
}

const list = (text: string): string[] => text.split(' ').map((hex) => `#${hex}`);

export const PRESETS: Readonly<Record<string, Preset>> = {
  // https://www.lexaloffle.com/dl/docs/pico-8_manual.html#Palette
  'pico-8': {
    name: 'PICO-8',
    colors: list(
      '000000 1d2b53 7e2553 008751 ab5236 5f574f c2c3c7 fff1e8 ff004d ffa300 ffec27 00e436 29adff 83769c ff77a8 ffccaa',
    ),
  },
  // https://en.wikipedia.org/wiki/List_of_video_game_console_palettes#Game_Boy
  'game-boy': { name: 'Game Boy', colors: list('0f380f 306230 8bac0f 9bbc0f') },
  // https://en.wikipedia.org/wiki/Color_Graphics_Adapter#Color_palette
  cga: {
    name: 'CGA, 16 colors',
    colors: list(
      '000000 0000aa 00aa00 00aaaa aa0000 aa00aa aa5500 aaaaaa 555555 5555ff 55ff55 55ffff ff5555 ff55ff ffff55 ffffff',
    ),
  },
  // https://en.wikipedia.org/wiki/Color_Graphics_Adapter#320_%C3%97_200_graphics_mode: palette 1 in high intensity
  'cga-4': { name: 'CGA, 4 colors', colors: list('000000 55ffff ff55ff ffffff') },
};

/** Grays from black to white in even steps. */
export const grays = (steps: number): string[] => ramp('#000000', '#ffffff', steps);

/** Colors in even steps from one color to another, interpolated as encoded values. */
export function ramp(from: string, to: string, steps: number): string[] {
  const [first, last] = [from, to].map(channels) as [number[], number[]];
  return Array.from({ length: steps }, (_, step) => {
    const share = steps > 1 ? step / (steps - 1) : 0;
    const mixed = first.map((value, channel) => Math.round(value + (last[channel]! - value) * share));
    return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  });
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
