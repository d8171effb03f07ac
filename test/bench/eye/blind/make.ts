import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../../packages/core/src/math/random.ts';
import { COMPARISONS, type Pair } from './comparisons.ts';
import { drawTiles } from './draw.ts';
import type { Entry, Side } from './key.ts';
import { sceneImages } from './scenes.ts';
import { drawSheet } from './sheet.ts';

const QUESTIONS = `# Which is nearer?

Each picture shows a detail of an image at twice its size: the original in the middle, and two results, A and B. Look at each
picture at full size. Then write one file with a JSON list of one object per picture:

\`\`\`json
[
  {
    "id": "01",
    "nearer": "A",
    "accepted": { "A": true, "B": false },
    "points": { "A": "", "B": "fine horizontal lines on the cheek" }
  }
]
\`\`\`

- \`nearer\`: which result is nearer to the original: "A", "B", or "none" if you see no difference or cannot say.
- \`accepted\`: for each result, whether you would accept it on a website, at half this size.
- \`points\`: for each result, what you would point at, and where; empty if nothing.
`;

/** Creates the images of a blind comparison, and the key in a separate place. */
export async function makeBlind(
  folder: string,
  names: readonly string[],
  seed: number,
  log: (line: string) => void,
): Promise<void> {
  const images = await sceneImages();
  const pairs: { image: (typeof images)[number]; comparison: string; pair: Pair }[] = [];
  for (const [place, image] of images.entries()) {
    for (const comparison of names) {
      log(`${image.name}, ${comparison} (${place + 1} of ${images.length}) …`);
      pairs.push({ image, comparison, pair: await COMPARISONS[comparison]!(image, place, images.length) });
    }
  }
  const random = seededRandom(seed);
  const order = pairs.map((pair) => ({ ...pair, at: random() })).sort((one, other) => one.at - other.at);
  mkdirSync(join(folder, 'pairs'), { recursive: true });
  mkdirSync(join(folder, 'answers'), { recursive: true });
  const key: Entry[] = [];
  const digits = String(order.length).length;
  for (const [i, { comparison, image, pair }] of order.entries()) {
    const id = String(i + 1).padStart(digits, '0');
    const ours: Side = random() < 0.5 ? 'A' : 'B';
    const [a, b] = ours === 'A' ? [pair.ours, pair.pngquant] : [pair.pngquant, pair.ours];
    const tiles = [
      { title: 'A', picture: a.result },
      { title: 'original', picture: image },
      { title: 'B', picture: b.result },
    ];
    writeFileSync(join(folder, 'pairs', `${id}.png`), await drawTiles(tiles, image));
    const { half, kind, name, region } = image;
    const of = ({ bytes, made }: Pair['ours']) => ({ bytes, made });
    key.push({
      id,
      comparison,
      image: name,
      kind,
      half,
      ours,
      crop: region!,
      kcolors: of(pair.ours),
      pngquant: of(pair.pngquant),
    });
  }
  writeFileSync(join(folder, 'pairs', 'README.md'), QUESTIONS);
  writeFileSync(join(folder, 'key.json'), `${JSON.stringify(key, undefined, 2)}\n`);
  for (const comparison of names) {
    const own = pairs.filter((one) => one.comparison === comparison);
    writeFileSync(join(folder, `sheet-${comparison}.png`), await drawSheet(own));
  }
  log(`${order.length} pictures are in ${join(folder, 'pairs')}; answers go to ${join(folder, 'answers')}`);
}
