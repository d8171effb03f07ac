import type { Page } from 'playwright-core';

/**
 * What VS Code in a browser remembers of its window: all that it has written into the browser's storage. It does
 * so every few seconds; what has not been written is forgotten when the page is reloaded.
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
