// Points of opaque bins, as in src/kernels/points.ts.

import { LIMIT } from '../src/constants';
import { OPAQUE } from './histogram';
import { pointOf, round } from './working-space';

/** Writes a point of four i16 and a weight of u32 for each filled bin. Returns their number. */
export function binPoints(coordinates: usize, weights: usize, exact: bool): u32 {
  let next: u32 = 0;
  for (let bin: u32 = 0; bin < 1 << 18; bin++) {
    const at = OPAQUE + ((<usize>bin) << 4);
    const count = load<u32>(at, 12);
    if (count === 0) continue;
    const part = (exact ? 8 : 1) / <f64>count;
    const r = round(<f64>load<u32>(at) * part);
    const g = round(<f64>load<u32>(at, 4) * part);
    const b = round(<f64>load<u32>(at, 8) * part);
    const red = (bin >>> 12) << 2;
    const green = ((bin >>> 6) & 63) << 2;
    const blue = (bin & 63) << 2;
    const to = coordinates + ((<usize>next) << 3);
    if (exact) {
      store<i16>(to, <i16>((red << 3) - LIMIT + r));
      store<i16>(to, <i16>((green << 3) - LIMIT + g), 2);
      store<i16>(to, <i16>((blue << 3) - LIMIT + b), 4);
      store<i16>(to, <i16>LIMIT, 6);
    } else {
      store<u64>(to, pointOf((red + r) | ((green + g) << 8) | ((blue + b) << 16) | 0xff000000));
    }
    store<u32>(weights + ((<usize>next) << 2), count);
    next++;
  }
  return next;
}
