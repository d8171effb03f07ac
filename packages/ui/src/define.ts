import { KcCompare } from './kc-compare.ts';
import { KcPalette } from './kc-palette.ts';

/** Makes `<kc-compare>` and `<kc-palette>` known to the page; does nothing the second time. */
export function defineElements(registry: CustomElementRegistry = customElements): void {
  if (!registry.get('kc-compare')) registry.define('kc-compare', KcCompare);
  if (!registry.get('kc-palette')) registry.define('kc-palette', KcPalette);
}
