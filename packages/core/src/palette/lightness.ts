/**
 * What differences of lightness count beside those of hue and chroma when main colors are told apart: light and shade on
 * one object make no second color, as people see it. Half is what industry settled on for acceptable matches, as
 * CMC(2:1): F. Clarke, R. McDonald and B. Rigg, "Modification to the JPC79 colour-difference formula", Journal of the
 * Society of Dyers and Colourists 100, 1984.
 */
const LIGHTNESS = 0.5;

/** Points of Oklab, 4 coordinates each, as they are compared. */
export function compared(points: Int16Array): Int16Array {
  return points.map((value, i) => (i % 4 === 0 ? Math.round(value * LIGHTNESS) : value));
}

/** What `compared` made of points, undone. */
export function restored(points: Float64Array): Float64Array {
  return points.map((value, i) => (i % 4 === 0 ? value / LIGHTNESS : value));
}
