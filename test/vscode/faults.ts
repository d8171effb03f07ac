import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** The rules whose outcome depends on the colors of a theme. */
export const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** Serious and critical accessibility violations in the page of an element, by all rules or by some. */
export async function faultsOf(anyElement: Locator, rules?: readonly string[]): Promise<string[]> {
  const run = async (
    element: Element,
    [source, runOnly]: readonly [string, readonly string[] | undefined],
  ) => {
    const page = element.ownerDocument.defaultView as unknown as {
      eval(code: string): void;
      axe: {
        run(
          where: unknown,
          options: { runOnly?: readonly string[] },
        ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
      };
    };
    if (!page.axe) page.eval(source);
    const { violations } = await page.axe.run(element.ownerDocument, runOnly ? { runOnly } : {});
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      html: nodes.map((node) => node.html),
    }));
  };
  const found = await anyElement.evaluate(run, [axe, rules] as const);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, html }) => `${id}: ${html.slice(0, 3).join(' ')}`);
}
