import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { artifact } from './artifacts.ts';
import { untilRemembered } from './memory.ts';
import { type ContextMenu, contextMenu } from './menus.ts';
import type { Server } from './server.ts';
import { until } from './until.ts';

/** The window of VS Code in a browser, with names for the parts and actions that tests use. */
export interface Workbench {
  readonly page: Page;
  /** The entry of a file or folder in the Explorer, by the last part of its path. */
  row(name: string): Locator;
  /** The names of the top-level entries in the Explorer. */
  names(): Promise<string[]>;
  /** Refreshes the Explorer, which does not watch the folder in this VS Code. */
  refresh(): Promise<void>;
  /** Selects several entries in the Explorer, and returns the last one, on which to open a context menu. */
  select(names: readonly string[]): Promise<Locator>;
  readonly menu: ContextMenu;
  /** Runs a command by its title in the Command Palette, `category: title`. */
  run(title: string): Promise<void>;
  /** Picks an entry of the list that a command has opened. */
  pick(label: string): Promise<void>;
  /** Shown notifications that contain a text. */
  toast(text: string | RegExp): Locator;
  /** The buttons of a notification or dialog. */
  button(within: Locator, label: string): Locator;
  /** The modal dialog. */
  readonly dialog: Locator;
  /** The document of the visible webview. */
  webview(): FrameLocator;
  /** The text of an output channel. */
  output(channel: string): Promise<string>;
  /** Switches to a theme, as a person does. */
  theme(theme: Theme): Promise<void>;
  /** Reloads the page after VS Code has saved its state. */
  reload(remembered?: RegExp): Promise<void>;
  /** Closes every editor and notification. */
  clear(): Promise<void>;
  /** Keeps a screenshot of the window. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

type Theme = keyof typeof THEMES;

/** The name of each theme in the list of themes, and the CSS class of a window with that theme. */
const THEMES = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  'high-contrast': ['Dark High Contrast', 'hc-black'],
  'high-contrast-light': ['Light High Contrast', 'hc-light'],
} as const;

const VIEWPORT = { width: 1280, height: 900 };

/** Opens a folder in a separate browser profile. */
export async function openWorkbench(browser: Browser, server: Server, folder: string): Promise<Workbench> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`http://${server.authority}/?folder=${encodeURIComponent(folder)}`);
  await page.locator('.monaco-workbench').waitFor();
  const rows = page.locator('.explorer-folders-view .monaco-list-row');
  const row = (name: string) => rows.filter({ has: page.locator('.label-name', { hasText: exactly(name) }) });
  const list = page.locator('.quick-input-widget:visible');
  /** Filters the list by a text, moves to the entry with the label and presses Enter. */
  async function pick(label: string, filter = label) {
    await list.locator('input[type="text"]').fill(filter);
    const labels = list.locator('.monaco-list-row .label-name');
    const focused = list.locator('.monaco-list-row.focused .label-name').first();
    await until(`the list offers ${label}`, async () => {
      const offered = await focused.textContent({ timeout: 1000 }).catch(() => undefined);
      if (offered?.trim() === label) return true;
      // VS Code's best match may be an entry other than the one with this label.
      const all = await labels.allTextContents();
      if (all.some((each) => each.trim() === label)) await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
  }
  async function run(title: string) {
    await page.keyboard.press('F1');
    await pick(title, `>${title}`);
  }

  /** Runs the command that removes these elements, where there are any. */
  async function clearAll(elements: Locator, title: string) {
    if ((await elements.count()) === 0) return;
    await run(title);
    await elements.first().waitFor({ state: 'detached' });
  }

  return {
    page,
    row,
    names: () => rows.and(page.locator('[aria-level="1"]')).locator('.label-name').allTextContents(),
    async refresh() {
      await page.locator('.explorer-folders-view').hover();
      await page.getByRole('button', { name: 'Refresh Explorer' }).click();
    },
    async select(names) {
      const isSelected = page.locator('[aria-selected="true"]');
      const before = await rows.and(isSelected).locator('.label-name').allTextContents();
      // Ctrl+click changes the selection without opening the file.
      for (const name of before.filter((each) => !names.includes(each))) {
        await row(name).click({ modifiers: ['Control'] });
        await row(name).and(isSelected).waitFor({ state: 'detached' });
      }
      for (const name of names.filter((each) => !before.includes(each))) {
        await row(name).click({ modifiers: ['Control'] });
        await row(name).and(isSelected).waitFor();
      }
      return row(names.at(-1)!);
    },
    menu: contextMenu(page),
    run,
    pick,
    toast: (text) => page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text }),
    button: (within, label) => within.locator('.monaco-button').getByText(label, { exact: true }),
    dialog: page.locator('.monaco-dialog-box'),
    webview: () =>
      page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame'),
    async output(channel) {
      await run('Output: Show Output Channels...');
      await pick(channel);
      const lines = page.locator('.part.panel .monaco-editor .view-lines');
      let text = '';
      await until(`${channel} shows something`, async () => {
        text = ((await lines.textContent()) ?? '').replaceAll('\u00a0', ' ');
        return text.trim() !== '';
      });
      return text;
    },
    async theme(theme) {
      const [name, shown] = THEMES[theme];
      await run('Preferences: Color Theme');
      await pick(name);
      await page.locator(`.monaco-workbench.${shown}`).waitFor();
    },
    async reload(remembered) {
      if (remembered) await untilRemembered(page, remembered);
      await page.reload();
      await page.locator('.monaco-workbench').waitFor();
    },
    async clear() {
      await clearAll(page.locator('.tabs-container .tab'), 'View: Close All Editors');
      await clearAll(
        page.locator('.notifications-toasts .notification-list-item'),
        'Notifications: Clear All Notifications',
      );
    },
    async screenshot(name) {
      await page.screenshot({ path: artifact(`${name}.png`), animations: 'disabled' }); // notifications slide in
    },
    close: () => context.close(),
  };
}

/** A pattern that matches exactly this text. */
const exactly = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
