/** The used part of gifenc, which has no types of its own. */
declare module 'gifenc' {
  export function GIFEncoder(): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: {
        palette: number[][];
        colorDepth: number;
        transparent: boolean;
        transparentIndex: number;
        repeat: number;
        dispose: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
