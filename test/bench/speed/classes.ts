import { type BenchImage, fixtureSet, givenSet, megapixels } from '../images.ts';
import { enlarged } from './enlarged.ts';

export type SizeName = 'small' | 'medium' | 'large';

/** Sizes at which different stages dominate: fixed costs in small images, pixels in large ones. */
const SIZES: readonly { readonly name: SizeName; readonly title: string; readonly belowMpx: number }[] = [
  { name: 'small', title: 'Small, about 0.4 Mpx', belowMpx: 1 },
  { name: 'medium', title: 'Medium, about 2.5 Mpx', belowMpx: 10 },
  { name: 'large', title: 'Large, 10 Mpx and more', belowMpx: Infinity },
];

/** Images that share a table: of similar size, and all opaque or all with translucent pixels. */
export interface SpeedGroup {
  readonly size: SizeName;
  readonly title: string;
  readonly images: readonly BenchImage[];
}

/** Whether an image is small enough for the fidelity tables, which run everything on it. */
export const isSmall = (image: BenchImage): boolean => sizeOf(image).name === 'small';

const sizeOf = (image: BenchImage) => SIZES.find(({ belowMpx }) => megapixels(image) < belowMpx)!;

/** Groups the given images by size, smallest first. A size without images gets those of the project. */
export async function speedGroups(
  paths: readonly string[],
  sizes: readonly SizeName[],
): Promise<SpeedGroup[]> {
  const given = paths.length > 0 ? (await givenSet(paths)).images : [];
  const own = (await fixtureSet()).images.filter(({ translucent }) => !translucent);
  const made: Record<SizeName, () => Promise<readonly BenchImage[]>> = {
    small: async () => own.filter((image) => megapixels(image) > 0.25),
    medium: async () => [await enlarged(imageNamed(own, 'skimage_astronaut'), 2.5)],
    large: async () => [await enlarged(imageNamed(own, 'skimage_coffee'), 12)],
  };
  const groups: SpeedGroup[] = [];
  for (const { name, title } of SIZES.filter((size) => sizes.includes(size.name))) {
    const found = given.filter((image) => sizeOf(image).name === name);
    const images = found.length > 0 ? found : await made[name]();
    for (const translucent of [false, true]) {
      const alike = images.filter((image) => image.translucent === translucent);
      if (alike.length === 0) continue;
      groups.push({ size: name, title: translucent ? `${title}, translucent` : title, images: alike });
    }
  }
  return groups;
}

function imageNamed(images: readonly BenchImage[], name: string): BenchImage {
  const image = images.find((one) => one.name === name);
  if (!image) throw new Error(`The fixture ${name} is missing`);
  return image;
}
