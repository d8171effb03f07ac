import type { Page } from 'playwright-core';

/**
 * Returns everything that VS Code in a browser has saved about its window in the browser's storage.
 * It saves every few seconds. A reload of the page loses later changes.
 */
export function memoryOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
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
    return all.filter((each) => typeof each === 'string').join('\n');
  });
}
