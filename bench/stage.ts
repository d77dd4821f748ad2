import { findFreePort } from '../server/src/platform/database/embedded/free-port.js';
import { AttemptFixture } from '../server/test/support/attempt-fixture.js';
import { removeFolder, temporaryFolder } from '../server/test/support/git-fixture.js';
import setUpPostgres from '../server/test/support/global-setup.mjs';
import tearDownPostgres from '../server/test/support/global-teardown.mjs';
import { BenchBrowser } from './web/browser.js';

/** What the figures share: one PostgreSQL, and one server with ten workers, started for the first that asks. */
export class Stage {
  readonly folder = temporaryFolder();
  private started: Promise<AttemptFixture> | undefined;
  private opened: Promise<BenchBrowser> | undefined;

  private constructor(
    /** Measure the long way, where a figure has one. */
    readonly full: boolean,
  ) {}

  static async open(full: boolean): Promise<Stage> {
    await setUpPostgres();
    return new Stage(full);
  }

  fixture(): Promise<AttemptFixture> {
    return (this.started ??= startFixture());
  }

  /** Chromium, signed in to the shared server. */
  browser(): Promise<BenchBrowser> {
    return (this.opened ??= this.openBrowser());
  }

  async close(): Promise<void> {
    await (await this.opened)?.close();
    await (await this.started)?.stop();
    await tearDownPostgres();
    removeFolder(this.folder);
  }

  private async openBrowser(): Promise<BenchBrowser> {
    const { server } = await this.fixture();
    return BenchBrowser.open(server, await findFreePort());
  }
}

export const startFixture = (): Promise<AttemptFixture> => AttemptFixture.start({ WORKER_CONCURRENCY: '10' });
