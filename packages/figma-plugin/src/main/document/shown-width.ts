// How large an image is shown, without calling Figma.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width of an image that is shown endlessly large, such as one that a crop stretches from a line. */
const ENDLESS = 1e6;

/**
 * Returns the width in canvas pixels of the whole image as a paint shows it in a box. An image that is stretched counts
 * with its larger scale.
 */
export function shownWidth(paint: ImagePaint, image: Size, box: Size): number {
  const shown = image.width * scaleOf(paint, image, box);
  return shown >= 0 && shown < ENDLESS ? shown : ENDLESS;
}

/** Returns the canvas pixels per image pixel. */
function scaleOf(paint: ImagePaint, image: Size, box: Size): number {
  const { imageTransform, rotation = 0, scaleMode, scalingFactor = 1 } = paint;
  if (scaleMode === 'TILE') return scalingFactor;
  if (scaleMode === 'CROP' && imageTransform) return cropScale(imageTransform, image, box);
  const isTurned = rotation % 180 !== 0;
  const [width, height] = isTurned ? [box.height, box.width] : [box.width, box.height];
  const [x, y] = [width / image.width, height / image.height];
  return scaleMode === 'FIT' ? Math.min(x, y) : Math.max(x, y);
}

/**
 * A crop maps the unit square of the layer to that of the image. In pixels it is a matrix, whose smaller singular value
 * is the number of image pixels per canvas pixel where the image is stretched most.
 */
function cropScale([[a, c], [b, d]]: Transform, image: Size, box: Size): number {
  const [xx, xy] = [(a * image.width) / box.width, (c * image.width) / box.height];
  const [yx, yy] = [(b * image.height) / box.width, (d * image.height) / box.height];
  const squares = xx * xx + xy * xy + yx * yx + yy * yy;
  const determinant = xx * yy - xy * yx;
  const root = Math.sqrt(Math.max(0, squares * squares - 4 * determinant * determinant));
  return 1 / Math.sqrt(Math.max(0, (squares - root) / 2));
}

/** Returns the box that the paints of a node cover. Strokes may lie outside of the node. */
export function boxOf(node: SceneNode, list: 'fills' | 'strokes' | 'text' | 'region'): Size {
  const { width = 0, height = 0 } = node as Partial<Size>;
  const around = list === 'strokes' ? 2 * strokeWeightOf(node) : 0;
  return { width: width + around, height: height + around };
}

const SIDES = ['strokeTopWeight', 'strokeRightWeight', 'strokeBottomWeight', 'strokeLeftWeight'] as const;

function strokeWeightOf(node: SceneNode): number {
  const { strokeWeight } = node as Partial<MinimalStrokesMixin>;
  if (typeof strokeWeight === 'number') return strokeWeight;
  const weights = SIDES.map((side) => (node as Partial<IndividualStrokesMixin>)[side] ?? 0);
  return Math.max(...weights);
}
