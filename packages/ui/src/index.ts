import { KcCompare } from './compare/kc-compare.ts';
import { KcPalette } from './palette/kc-palette.ts';

export { KcCompare } from './compare/kc-compare.ts';
export type { CompareView } from './compare/markup.ts';
export { type CopyFormat, setCopyFormats } from './palette/copy.ts';
export { KcPalette } from './palette/kc-palette.ts';
export * from './palette.ts';

/** Registers `<kc-compare>` and `<kc-palette>` on the page. Further calls do nothing. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  if (!registry.get('kc-compare')) registry.define('kc-compare', KcCompare);
  if (!registry.get('kc-palette')) registry.define('kc-palette', KcPalette);
}
