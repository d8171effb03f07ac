import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** The labels of a menu, without those of its submenus. */
const OWN_LABELS = '> .monaco-action-bar > .actions-container > .action-item > a > .action-label';

/** The context menu of a workbench. */
export interface ContextMenu {
  /** Opens the menu on the target and a path of submenus, returns the labels there, and closes the menu. */
  labels(target: Locator, path?: readonly string[]): Promise<string[]>;
  /**
   * Chooses the entry at the end of a path of labels.
   * A menu may open before extensions have added their entries, so it is reopened until the path exists.
   */
  choose(target: Locator, path: readonly string[]): Promise<void>;
}

export function contextMenu(page: Page): ContextMenu {
  // Submenus are nested in their entries. The innermost menu is the last one.
  const menus = page.locator('.monaco-menu-container .monaco-menu, .context-view .monaco-menu');
  const isOpen = async () => (await menus.count()) > 0;
  const entry = (label: string) =>
    page.locator(`.monaco-menu .action-item:has(> a > .action-label[aria-label=${JSON.stringify(label)}])`);

  async function close() {
    await until('the menu closes', async () => {
      if (await isOpen()) await page.keyboard.press('Escape');
      return !(await isOpen());
    });
  }

  /** Opens a menu. A click opens none if VS Code replaces the element meanwhile: a person clicks again. */
  async function openAt(target: Locator) {
    await until('the menu opens', async () => {
      await target.click({ button: 'right' });
      return menus
        .first()
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    });
  }

  /** Moves the keyboard focus to an entry; false when the menu has closed meanwhile, as it does when it changes. */
  async function focus(item: Locator): Promise<boolean> {
    const timeout = 5_000;
    return item
      .locator('> a')
      .hover({ timeout })
      .then(() => item.and(page.locator('.focused')).waitFor({ timeout }))
      .then(
        () => true,
        () => false,
      );
  }

  /** Opens the submenus of a path; false when one is missing or has closed. */
  async function descend(path: readonly string[]): Promise<boolean> {
    for (const label of path) {
      const item = entry(label);
      if ((await item.count()) === 0 || !(await focus(item))) return false;
      await page.keyboard.press('ArrowRight');
      await item.locator('.monaco-menu').waitFor();
    }
    return true;
  }

  return {
    async labels(target, path = []) {
      await openAt(target);
      const found = await descend(path);
      const last = menus.last();
      const labels = found ? await last.locator(OWN_LABELS).allTextContents() : [];
      await close();
      return labels.map((label) => label.trim()).filter((label) => label !== '');
    },
    async choose(target, path) {
      const item = entry(path.at(-1)!);
      await until(`the menu has ${path.join(' → ')}`, async () => {
        await openAt(target);
        if ((await descend(path.slice(0, -1))) && (await item.count()) && (await focus(item))) return true;
        await close();
        return false;
      });
      await page.keyboard.press('Enter'); // a menu ignores clicks in its first tenth of a second
      await menus.first().waitFor({ state: 'detached' });
    },
  };
}
