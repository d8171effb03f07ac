import { defineElements } from './define.ts';
import { KcFacts } from './kc-facts.ts';
import { KcOptions } from './kc-options.ts';
import { KcStudio } from './kc-studio.ts';

/** Makes every element known to the page; does nothing the second time. */
export function defineStudio(registry: CustomElementRegistry = customElements): void {
  defineElements(registry);
  if (!registry.get('kc-options')) registry.define('kc-options', KcOptions);
  if (!registry.get('kc-facts')) registry.define('kc-facts', KcFacts);
  if (!registry.get('kc-studio')) registry.define('kc-studio', KcStudio);
}
