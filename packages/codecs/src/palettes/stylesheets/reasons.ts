/** Reason of a value that has colors inside, such as a shadow or a gradient. */
export const COMPOSITE = 'a longer value with colors in it';
