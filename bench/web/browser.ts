import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test';
import { repositoryPath } from '../../server/test/support/repository-path.js';
import type { TestServer } from '../../server/test/support/start-server.js';

const IN_PAGE = repositoryPath('bench/web/in-page.js');
const VIEWPORT = { width: 1440, height: 900 };

/** Chromium, signed in to a server. */
export class BenchBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly context: BrowserContext,
    readonly url: string,
    /** Where its debugging protocol listens. */
    readonly port: number,
  ) {}

  static async open(server: TestServer, port: number): Promise<BenchBrowser> {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--enable-precise-memory-info',
        `--remote-debugging-port=${port}`,
      ],
    });
    const context = await browser.newContext({ viewport: VIEWPORT });
    await context.addInitScript({ path: IN_PAGE });
    const page = await context.newPage();
    await page.goto(server.link);
    await page.waitForURL((url) => !url.pathname.includes('sign-in'));
    await page.close();
    return new BenchBrowser(browser, context, new URL(server.link).origin, port);
  }

  /** A page of its own for what is measured. */
  async with<T>(measure: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.context.newPage();
    try {
      return await measure(page);
    } finally {
      await page.close();
    }
  }

  async cookieHeader(): Promise<string> {
    const cookies = await this.context.cookies(this.url);
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Asks `bench` of `in-page.js`. */
export const inPage = <T>(page: Page, expression: string): Promise<T> =>
  page.evaluate<T>(`bench.${expression}`);

/** What the page's heap holds after a collection, in MB. */
export async function heapAfterCollection(page: Page): Promise<number> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  // What one collection frees can be what the next one needs to see gone.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 1e6;
}

/** The scripts that had been loaded when `ready` was painted, gzipped, in kB; it answers the time of that frame. */
export async function scriptsUntil(page: Page, ready: () => Promise<number>): Promise<number> {
  const bodies = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    // Of one that comes after the page was closed there is none, and nobody asks.
    const body = response.body();
    body.catch(() => undefined);
    bodies.set(response.url(), body);
  });
  const painted = await ready();
  const loaded = new Set(await inPage<string[]>(page, `scriptsLoadedBy(${painted})`));
  const sizes = [...bodies].map(async ([url, body]) => (loaded.has(url) ? gzipSync(await body).length : 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1000;
}
