import { KcFacts } from './facts/kc-facts.ts';
import { defineElements } from './index.ts';
import { KcOptions } from './options/kc-options.ts';
import { KcStudio } from './studio/kc-studio.ts';

/** The whole preview: options, both images, the palette and the facts, with their controller. */

export { KcCompare } from './compare/kc-compare.ts';
export { drawImage } from './compare/pictures.ts';
export { KcFacts } from './facts/kc-facts.ts';
export { KcOptions, type RequestDetail } from './options/kc-options.ts';
export { type CopyFormat, copyText, setCopyFormats } from './palette/copy.ts';
export { applyEdit, edit, lock, merge, type PaletteEdit, unlock } from './palette/edits.ts';
export { type ColorNamer, setColorNamer } from './palette/entries.ts';
export { KcPalette } from './palette/kc-palette.ts';
export { connectStudio, type StudioController } from './studio/controller.ts';
export { KcStudio } from './studio/kc-studio.ts';
export type * from './studio/types.ts';
export { setTexts, TEXTS, type Texts } from './texts/texts.ts';

/** Registers all elements on the page. Further calls do nothing. */
export function defineStudio(registry: CustomElementRegistry = customElements): void {
  defineElements(registry);
  if (!registry.get('kc-options')) registry.define('kc-options', KcOptions);
  if (!registry.get('kc-facts')) registry.define('kc-facts', KcFacts);
  if (!registry.get('kc-studio')) registry.define('kc-studio', KcStudio);
}
