import { writePalette } from '@kcolors/codecs/palettes';
import { PNG } from 'pngjs';
import sharp from 'sharp';
import { expect, it } from 'vitest';

const colors = [
  { hex: '#102030', share: 0.5, name: 'Ink & "Paper"' },
  { hex: '#ffcc0080', share: 0.3, name: 'Amber' },
  { hex: '#cc0033', share: 0.2 },
];

/** The pixels of each color, as `#rrggbbaa`. */
function countColors(bytes: Uint8Array): Map<string, number> {
  const { data } = PNG.sync.read(Buffer.from(bytes));
  const counts = new Map<string, number>();
  for (let i = 0; i < data.length; i += 4) {
    const hex = `#${data.toString('hex', i, i + 4)}`;
    counts.set(hex, (counts.get(hex) ?? 0) + 1);
  }
  return counts;
}

it('a PNG sheet has every color, on white, in a card of one size, with an edge where it is translucent, and a band as wide as its share', () => {
  const counts = countColors(writePalette({ colors }, 'png'));
  expect([...counts.keys()].sort()).toEqual(['#102030ff', '#cc0033ff', '#ffcc0080', '#ffffffff']);
  const [ink, red] = [counts.get('#102030ff')!, counts.get('#cc0033ff')!];
  const card = 152 * 96;
  const edge = card - 146 * 90; // of the translucent one
  expect((ink - card - edge) / (red - card)).toBeCloseTo(0.5 / 0.2, 1);
  const plain = countColors(writePalette({ colors: colors.map(({ hex }) => ({ hex })) }, 'png'));
  expect(plain.get('#102030ff')).toBe(card + edge);
});

it('a PNG sheet holds 256 colors and no other', () => {
  const many = Array.from({ length: 256 }, (_, i) => ({
    hex: `#${(i * 65793).toString(16).padStart(6, '0')}`,
  }));
  const counts = countColors(writePalette({ colors: many.slice(0, 256) }, 'png'));
  expect(counts.size).toBe(256);
});

it('an SVG sheet is a picture with every color, its name, hex and share', async () => {
  const svg = writePalette({ name: 'Flags <1>', colors }, 'svg');
  for (const text of ['Flags &lt;1&gt;', 'Ink &amp; &quot;Paper&quot;', '#102030', '50 %', '#ffcc0080']) {
    expect(svg).toContain(text);
  }
  const { data, info } = await sharp(Buffer.from(svg))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, i) =>
    data.toString('hex', 3 * i, 3 * i + 3),
  );
  for (const hex of ['102030', 'cc0033', 'ffffff']) expect(pixels).toContain(hex);
});
