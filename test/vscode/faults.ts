import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Serious and critical accessibility violations in the page of an element. */
export async function faultsOf(anyElement: Locator): Promise<string[]> {
  const found = await anyElement.evaluate(async (element, source) => {
    const page = element.ownerDocument.defaultView as unknown as {
      eval(code: string): void;
      axe: {
        run(
          where: unknown,
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    if (!page.axe) page.eval(source);
    const { violations } = await page.axe.run(element.ownerDocument);
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      html: nodes.map((node) => node.html),
    }));
  }, axe);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, html }) => `${id}: ${html.slice(0, 3).join(' ')}`);
}
