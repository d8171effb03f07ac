import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserServer } from 'playwright-core';
import { BROWSER_ADDRESS, startBrowserServer } from '../../packages/ui/test/chromium.ts';

/** Runs once per test run: one Chromium for all files of tests, which starts when the first one asks for it. */
export async function setup(): Promise<() => Promise<void>> {
  let browser: Promise<BrowserServer> | undefined;
  const server = createServer(async (_, response) => {
    try {
      browser ??= startBrowserServer();
      response.end((await browser).wsEndpoint());
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env[BROWSER_ADDRESS] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    await browser?.then(
      (each) => each.close(),
      () => {},
    );
  };
}
