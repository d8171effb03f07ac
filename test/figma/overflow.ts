import type { Frame } from 'playwright-core';

/** Names the elements that reach out of the window to the side, also within shadow roots. */
export const overflowing = (frame: Frame): Promise<string[]> =>
  frame.evaluate(() => {
    const found: string[] = [];
    // A picture is larger than its stage when it is zoomed, and what only screen readers see has no place.
    const SKIPPED = '.stage *, .unseen, .unseen *, .grip';
    const isOut = (element: Element): boolean => {
      const { left, right, width, height } = element.getBoundingClientRect();
      const zoom = Number(getComputedStyle(document.documentElement).zoom) || 1;
      return width > 1 && height > 1 && (left < -1 || right > innerWidth + zoom);
    };
    const visit = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (element.matches(SKIPPED) || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (isOut(element)) {
          const { left, right } = element.getBoundingClientRect();
          const name = `${element.tagName.toLowerCase()}.${String(element.className)}`;
          found.push(`${name} ${Math.round(left)}–${Math.round(right)} of ${innerWidth}`);
        }
      }
    };
    visit(document.body);
    return found;
  });
