import type { Page } from 'playwright-core';
import { until } from './until.ts';

/**
 * Waits until what VS Code has saved about its window in the browser's storage matches a pattern. It saves every few
 * seconds. A reload of the page loses later changes.
 */
export async function untilRemembered(page: Page, pattern: RegExp): Promise<void> {
  // Everything that is saved is large, so the search runs in the page.
  const isRemembered = async (source: string) => {
    const request = <T>(of: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        of.onsuccess = () => resolve(of.result);
        of.onerror = () => reject(of.error);
      });
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name!));
      for (const store of database.objectStoreNames)
        all.push(...(await request(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    return all.some((each) => typeof each === 'string' && new RegExp(source).test(each));
  };
  await until(`VS Code remembers ${pattern}`, () => page.evaluate(isRemembered, pattern.source));
}
