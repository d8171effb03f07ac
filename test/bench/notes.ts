/** What a reader of the table has to know. */
export const NOTES: readonly string[] = [
  '`*` marks a number by which a row beats **kcolors** (default effort) at the same k and dithering.',
  'CPU time is user and system time over all threads, from RGBA pixels in memory to a palette and one label per ' +
    'pixel: the median of runs in which the peers take turns, after a warm-up. Slow peers are run fewer times, ' +
    'the slowest once. On shared cores expect ±30 %.',
  'MSE is the mean over the pixels of ΔR² + ΔG² + ΔB², the mean over the images in the table; a translucent pixel ' +
    'counts by the mean over all gray backgrounds. Dithering raises it by design: those rows compare within ' +
    'themselves.',
  'The floor of an image and k is the best MSE known: the one given with `--floors`, or else the best of several ' +
    'restarts at effort `best`; and in either case no more than the least undithered MSE reached in the run. ' +
    'It is not proven to be the optimum.',
  '`bytes` is the sum of the files as a plain indexed PNG (no filter, zlib level 9) from one encoder for all, after ' +
    'sorting every palette by weight. `bytes, encodePng` is the sum as the codecs of this project write them.',
  'All dithering is error diffusion at full strength, except for the row that says 0.5, which is what the tools of ' +
    'this project use by default. libimagequant (alone and in sharp) lowers it by itself where the image is flat or ' +
    'noisy, which shows as a lower MSE and fewer bytes than full strength everywhere.',
  'MSE in sRGB is what kcolors minimizes with its default options. libimagequant (alone and in sharp) works in ' +
    'another space and by another weighting, so this measure is not the one it aims at.',
  'quantize and both quantizers of Material return a palette only. Their pixels are assigned by the exact nearest ' +
    'remap of kcolors, and its time is counted, as is the conversion of the pixels to what they take.',
  'quantize, image-q and Material do not keep translucency, so they are not run on translucent images.',
  "Material's Celebi quantizer draws from `Math.random`: its rows change a little from run to run.",
  'image-q is run with Wu and the Euclidean distance, which suits this measure better than its default.',
  'gifenc is run in `rgb565`, and in `rgba4444` on translucent images (where its merging leaves alpha ' +
    'out of account), with its own remap, which is not exact.',
  'upng-js is run without its PNG encoder; its remap goes down the tree of its splits and is not exact.',
  'libimagequant-wasm is measured only: it is under the GPL and no part of what is shipped. Its labels go by another ' +
    'distance than this measure; “exact remap” shows the same palette with the exact nearest colors.',
  "The time of sharp holds the writing of a PNG, at the cheapest compression, since sharp gives out no labels. sharp's " +
    '`colours` chooses a bit depth only; 16 and 256 are exact.',
  'Tables of speed: all run in one process and one thread each, in turn, after a warm-up; but pngquant and ' +
    'libimagequant in C run as processes, on one thread (`OMP_NUM_THREADS=1`). libimagequant in C is the library ' +
    'of the system, timed without PNG and without the start of its process, where it and a C compiler are ' +
    'installed; the time of pngquant is that of the whole process, with its start and with reading and writing PNG.',
  'Promises about libimagequant are held against the fastest of its builds that ran, at speed 4, the time for the ' +
    'PNG of sharp taken off. sharp gives libimagequant the speed 11 − effort.',
  'Images that are “enlarged with grain” stand in for large photographs: enlarged by Lanczos, with noise of up to 6 ' +
    'steps, so that areas are not smoother than a camera leaves them. `npm run bench -- your/photos` measures on ' +
    'real ones.',
  'The passes of “what the machine can do” are tight loops over the same pixels, in WebAssembly with SIMD and in ' +
    'JavaScript: nothing that labels pixels is faster than a look-up for each, exact or not.',
  'The memory of a process is the most that it ever held, Node itself included; the image is made in it.',
];
