/** Notes that readers of the tables need. */
export const NOTES: readonly string[] = [
  '`*` marks a number that is better than that of **kcolors** (default effort) at the same k and dithering.',
  '**CPU time** is user and system time of all threads, from RGBA pixels in memory to a palette and one label per ' +
    'pixel. It is the median of several runs in which the tools take turns, after a warm-up. Slow tools run fewer ' +
    'times, the slowest once. On shared cores expect ±30 %.',
  '**MSE** is the mean of ΔR² + ΔG² + ΔB² over the pixels, and then over the images in the table. A translucent pixel ' +
    'counts with its mean over all gray backgrounds. Dithering raises the MSE by design, so compare dithered rows only ' +
    'with each other.',
  '**The floor** of an image and k is the lowest MSE known. It comes from `--floors`, or else from several restarts at ' +
    'effort `best`. If an undithered result of the run is lower, that one counts. It is not proven to be the optimum.',
  '**bytes** is the sum of the files as plain indexed PNG (no filter, zlib level 9), all written by one encoder with the ' +
    'palette sorted by weight. **bytes, encodePng** is the sum as the codecs of this project write them.',
  'Dithering is error diffusion at full strength, except in rows that name another strength. libimagequant (alone and ' +
    'in sharp) reduces it by itself where the image is flat or noisy. That lowers its MSE and its bytes.',
  'MSE in sRGB is what kcolors minimizes by default. libimagequant (alone and in sharp) minimizes another measure.',
  'quantize and both quantizers of Material return only a palette. Their pixels are assigned by the exact remap of ' +
    'kcolors. The time of that remap, and of converting the pixels, is included.',
  'quantize, image-q and Material do not keep translucency, so they do not run on translucent images.',
  "Material's Celebi quantizer uses `Math.random`, so its rows change slightly from run to run.",
  'image-q runs with Wu and the Euclidean distance, which suits this measure better than its default.',
  'gifenc runs in `rgb565`, on translucent images in `rgba4444`, where its merging ignores alpha. Its own remap is not ' +
    'exact.',
  'upng-js runs without its PNG encoder. Its remap follows its tree of splits and is not exact.',
  'libimagequant-wasm is used only in these benchmarks: it is under the GPL and not part of any package. Its labels ' +
    'minimize another distance; “exact remap” is the same palette with exact nearest colors.',
  'The time of sharp includes writing a PNG at the lowest compression, since sharp does not return labels. The option ' +
    '`colours` of sharp selects a bit depth, so only 16 and 256 are exact. Its effort e runs libimagequant at speed 11 − e.',
  'In the speed tables all tools run in one process, in one thread each, in turn, after a warm-up. Exceptions are ' +
    'pngquant and libimagequant in C, which run as processes with one thread (`OMP_NUM_THREADS=1`). libimagequant in C ' +
    'is the system library, timed without PNG and without process start. The time of pngquant is that of the whole ' +
    'process, including PNG.',
  'Goals that name libimagequant compare with the fastest of its builds at speed 4. The PNG time of sharp is ' +
    'subtracted.',
  'Images “enlarged with grain” replace large photographs: Lanczos, plus noise of up to 6 levels, so that areas are not ' +
    'smoother than a camera makes them. `npm run bench -- your/photos` measures on real ones.',
  '“What the machine can do” measures tight loops over the same pixels, in WebAssembly with SIMD and in JavaScript. ' +
    'Labeling takes at least one table lookup per pixel, exact or not.',
  'Memory is the peak of a process, including Node and the image, which is created in it.',
];
