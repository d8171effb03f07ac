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
  colorKeys: 'Shift and F10 for more; L locks, E edits, S selects, M merges.',
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
  edited: '{hex} instead of {old}',
  merged: 'Merged {count} colors',
  removed: 'Removed {hex}',
  newColor: 'New color',
  hexValue: 'Hex value',
  pickColor: 'Pick a color',
  apply: 'Apply',
  cancel: 'Cancel',
  badHex: 'Write a color such as #1a2b3c.',

  // options
  options: 'Options',
  colors: 'Colors',
  colorsFewer: 'Number of colors',
  lockedCount: '{count} locked',
  chooseBy: 'Auto, or by number',
  byQuality: 'Auto',
  byNumber: 'By number',
  atMost: 'At most',
  goal: 'How good the result has to look',
  goalSame: 'Looks the same',
  goalGood: 'Good',
  goalSmall: 'Small',
  goalHint: 'As few bytes as look this good.',
  foundColors: '{count} colors are enough to look this good.',
  missedColors: 'Even {count} colors do not look quite this good.',
  notFoundYet: 'Not known yet',
  smaller: 'Smaller file',
  smallerHint: 'Lets pixels take a near color where that saves bytes.',
  smallerNoDithering: 'Pixels take a near color where that saves bytes, in place of dithering.',
  dithering: 'Dithering',
  off: 'Off',
  percent: '{value} %',
  compareColors: 'Compare colors',
  spaceStored: 'As stored',
  spaceSeen: 'As the eye sees',
  spaceStoredHint: 'By their stored sRGB values: the usual way.',
  spaceSeenHint: 'In Oklab, where equal steps look equal.',
  format: 'Format',
  formatKeep: 'As it is',
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
  keptTitle: 'Kept: saves too little',
  keptText: 'The result would have {after}; the original with {before} stays as it is.',
  working: 'Compressing at full size',
  lossNone: 'Identical',
  lossSame: 'Looks the same',
  lossHard: 'Hard to tell apart',
  lossGood: 'Good',
  lossSlight: 'Slight differences',
  lossClear: 'Visible differences',
  lookScore: 'Look {score} of 100',
  lookText:
    'How much the result looks like the original to the eye, 100 is the same; an estimate of SSIMULACRA 2.',
  numbers: 'PSNR {psnr} dB, ΔE {deltaE}',
  numbersExact: 'Every pixel is the same',
  whatNumbers: 'What do these numbers mean?',
  numbersText:
    'PSNR compares the stored values: from 40 dB on, differences are hard to see; below 30 dB they are plain. ΔE is how far colors moved on average, as the eye sees it: up to 1 is hardly visible. Dithering makes both worse on paper and smooth areas better to look at.',
  traceTitle: 'Size and look of what was tried',
  traceSaid:
    'Size against look of {count} settings that were tried: {least} to {most}, look {worst} to {best}. Now {bytes}, look {score} of 100.',
  traceSaidOne: 'Size against look: {bytes}, look {score} of 100.',
  notes: 'Notes',
  saidResult: '{before} to {after}, {saved}. {loss}.',
  dimensions: '{width} × {height}',

  // the whole view
  picture: 'Picture',
  actions: 'Actions',
  saveOver: 'Save over',
  saveCopy: 'Save as copy',
  copyPalette: 'Copy palette',
  emptyTitle: 'No image yet',
  emptyText: 'Choose an image to see it with fewer colors.',
  loading: 'Opening {name}',
  loadingAny: 'Opening the image',
  errorTitle: 'This did not work',
  errorText: 'The image could not be compressed.',
  animationTitle: 'This animation stays as it is',
  animationText: 'Only still images can get fewer colors here. What you see is its first picture.',
  animationFirst: 'First picture',
  keyboard: 'Keyboard',
  keysViews: 'Slider, side by side, difference',
  keysZoom: 'Zoom in, out, fit',
  keysFocus: 'Go to the divider, options, palette',
  keysDivider: 'Move the divider, or what has the focus',
  keysColor: 'On a color: lock, edit, select, merge',
  keysMenu: 'On a color: all it can do',
};

export type Texts = { readonly [Name in keyof typeof ENGLISH]: string };

/** The English texts. */
export const TEXTS: Texts = ENGLISH;

const current = given(ENGLISH);

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
