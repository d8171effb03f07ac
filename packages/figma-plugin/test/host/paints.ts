// Paints as Figma has them.

/** An image paint with everything that one can have. */
export const imagePaint = (imageHash: string) => ({
  ...croppedPaint(imageHash),
  rotation: 90,
  visible: true,
});

export const filledPaint = (imageHash: string) => ({ type: 'IMAGE', scaleMode: 'FILL', imageHash });

export const croppedPaint = (imageHash: string) => ({
  type: 'IMAGE',
  scaleMode: 'CROP',
  imageHash,
  imageTransform: [
    [0.5, 0, 0.1],
    [0, 0.5, 0.2],
  ],
  filters: { exposure: 0.1, contrast: 0.2 },
  opacity: 0.8,
  blendMode: 'MULTIPLY',
});

export const solidPaint = { type: 'SOLID', color: { r: 1, g: 0, b: 0 }, opacity: 0.5 } as const;
export const videoPaint = { type: 'VIDEO', scaleMode: 'FILL', videoHash: 'a-video' } as const;
export const patternPaint = {
  type: 'PATTERN',
  sourceNodeId: '9:9',
  tileType: 'RECTANGULAR',
  scalingFactor: 1,
  spacing: { x: 0, y: 0 },
  horizontalAlignment: 'START',
} as const;

/** Paints that are none of the plugin's business. */
export const otherPaints = [
  solidPaint,
  videoPaint,
  { type: 'SHADER', id: 'a-shader', properties: { speed: 2 } },
] as const;
