import { LOSS_WORDS, type Loss } from '@kcolors/codecs/request';
import { given } from './given.ts';

import { setText } from './shadow.ts';

/**
 * Every text that the elements show or say, in English. `{name}` stands for a value. Hosts replace them with
 * `setTexts`, for another language or other words.
 */
const ENGLISH = {
  // comparison
  original: 'Original',
  result: 'Result',
  view: 'View',
  viewSlider: 'Slider',
  viewSide: 'Side by side',
  viewDifference: 'Difference',
  differenceCaption: 'Difference, 4 × brighter',
  differenceOf: 'Difference of {before} and {after}',
  bothPictures: '{before} and {after}',
  divider: 'Divider between {before} and {after}',
  dividerAt: '{left} % {before}, {right} % {after}',
  zoom: 'Zoom',
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  zoomLevel: 'Zoom level',
  zoomFit: 'Fit',

  // palette
  palette: 'Palette',
  colorCount: '{count} colors',
  noPalette: 'No palette: the picture is in full color.',
  copyColor: 'Copy {hex} {share}',
  colorCalled: '{color} {name}',
  colorLocked: '{color}, locked',
  colorSelected: '{color}, selected',
  colorKeys: 'Shift+F10: more. L: lock, E: edit, S: select, M: merge.',
  copyAs: 'Copy as…',
  copiedAs: 'Copied as {format}',
  notCopiedAs: 'Could not copy as {format}',
  copied: 'Copied',
  copiedColor: 'Copied {hex}',
  notCopied: 'Not copied',
  notCopiedColor: 'Could not copy {hex}',
  moreOf: 'More for {hex}',
  copy: 'Copy',
  lock: 'Lock',
  edit: 'Edit…',
  select: 'Select to merge',
  mergeNearest: 'Merge with {hex}',
  mergeSelected: 'Merge {count} selected',
  remove: 'Remove',
  selectedCount: '{count} selected',
  clearSelection: 'Clear',
  locked: 'Locked {hex}',
  unlocked: 'Unlocked {hex}',
  edited: 'Changed {old} to {hex}',
  merged: 'Merged {count} colors',
  removed: 'Removed {hex}',
  newColor: 'New color',
  hexValue: 'Hex value',
  pickColor: 'Pick a color',
  apply: 'Apply',
  cancel: 'Cancel',
  badHex: 'Enter a color such as #1a2b3c.',

  // options
  options: 'Options',
  colors: 'Colors',
  colorsFewer: 'Number of colors',
  lockedCount: '{count} locked',
  chooseBy: 'Auto or by number',
  byQuality: 'Auto',
  byNumber: 'By number',
  atMost: 'At most',
  goal: 'Visual quality',
  goalSame: 'Looks the same',
  goalGood: 'Good',
  goalSmall: 'Small',
  goalHint: 'Finds the smallest file of this quality.',
  foundColors: '{count} colors are enough for this quality.',
  missedColors: 'Even {count} colors do not quite reach this quality.',
  notFoundYet: 'Not known yet',
  smaller: 'Smaller file',
  smallerHint: 'Trades visual quality for a smaller file.',
  smallerNoDithering: 'Trades visual quality for a smaller file. Replaces dithering.',
  dithering: 'Dithering',
  off: 'Off',
  percent: '{value} %',
  compareColors: 'Compare colors',
  spaceStored: 'As stored',
  spaceSeen: 'As the eye sees',
  spaceStoredHint: 'By their stored values, as most programs do.',
  spaceSeenHint: 'By how different they look.',
  format: 'Format',
  formatKeep: 'Keep format',
  formatAuto: 'Automatic',
  quality: 'Quality',
  jpegQuality: 'JPEG quality',
  fullColor: 'A JPEG keeps its full color. Choose another format for fewer colors.',

  // facts
  facts: 'Result',
  saved: '{percent} % smaller',
  larger: '{percent} % larger',
  sameSize: 'same size',
  estimated: 'Estimated',
  notEstimated: 'Size not known yet',
  keptTitle: 'Original kept: saves too little',
  keptText: 'The result would be {after}; the original is {before}.',
  working: 'Compressing at full size',
  lookScore: 'Quality score {score} of 100',
  lookText:
    'The quality score says how similar result and original look: 100 means no visible difference. It estimates SSIMULACRA 2.',
  numbers: 'PSNR {psnr} dB, ΔE {deltaE}',
  numbersExact: 'Every pixel is the same',
  whatNumbers: 'What do these numbers mean?',
  numbersText:
    'PSNR compares the stored values: above 40 dB differences are hard to see, below 30 dB they are obvious. ΔE is the mean difference of colors as the eye sees them: up to 1 is hardly visible. Dithering worsens both numbers, but smooth areas look better.',
  traceTitle: 'Size and quality of tried settings',
  traceSaid:
    'Size and quality of {count} tried settings: {least} to {most}, quality score {worst} to {best}. Now {bytes}, quality score {score} of 100.',
  traceSaidOne: 'Size {bytes}, quality score {score} of 100.',
  notes: 'Notes',
  saidResult: '{before} to {after}, {saved}. {loss}.',
  dimensions: '{width} × {height}',

  // the whole view
  picture: 'Picture',
  actions: 'Actions',
  saveOver: 'Replace original',
  saveCopy: 'Save a copy',
  copyPalette: 'Copy palette',
  emptyTitle: 'No image yet',
  emptyText: 'Choose an image to see it with fewer colors.',
  loading: 'Opening {name}',
  loadingAny: 'Opening the image',
  errorTitle: 'Something went wrong',
  errorText: 'The image could not be compressed.',
  animationTitle: 'This animation stays unchanged',
  animationText: 'Only still images can get fewer colors here. You see the first frame.',
  animationFirst: 'First frame',
  keyboard: 'Keyboard',
  keysViews: 'Slider, side by side, difference',
  keysZoom: 'Zoom in, out, fit',
  keysFocus: 'Go to the divider, options, palette',
  keysDivider: 'Move the divider or the focused control',
  keysColor: 'On a color: lock, edit, select, merge',
  keysMenu: 'On a color: open its menu',
};

export type Texts = { readonly [Name in keyof typeof ENGLISH | Loss]: string };

/** The English texts. */
export const TEXTS: Texts = { ...ENGLISH, ...LOSS_WORDS };

const current = given(TEXTS);

/** Replaces some texts, or all; the elements on the page change at once. */
export function setTexts(texts: Partial<Texts>): void {
  current.set({ ...current.get(), ...texts });
}

/** A text with its values. */
export function say(name: keyof Texts, values: Readonly<Record<string, string | number>> = {}): string {
  return current.get()[name].replace(/\{(\w+)\}/g, (all, key) => String(values[key] ?? all));
}

/** Calls `listener` when texts are replaced, until the returned function is called. */
export const onTexts: (listener: () => void) => () => void = current.listen;

/** Fills what a shadow tree has of fixed texts: `data-text` is the content, `data-says` the `aria-label`. */
export function fillTexts(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-text]')) {
    setText(element, say(element.dataset.text as keyof Texts));
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-says]')) {
    element.setAttribute('aria-label', say(element.dataset.says as keyof Texts));
  }
}
