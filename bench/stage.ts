import { AttemptFixture } from '../server/test/support/attempt-fixture.js';
import { removeFolder, temporaryFolder } from '../server/test/support/git-fixture.js';
import setUpPostgres from '../server/test/support/global-setup.mjs';
import tearDownPostgres from '../server/test/support/global-teardown.mjs';

/** What the figures share: one PostgreSQL, and one server with ten workers, started for the first that asks. */
export class Stage {
  readonly folder = temporaryFolder();
  private started: Promise<AttemptFixture> | undefined;

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

  async close(): Promise<void> {
    await (await this.started)?.stop();
    await tearDownPostgres();
    removeFolder(this.folder);
  }
}

export const startFixture = (): Promise<AttemptFixture> => AttemptFixture.start({ WORKER_CONCURRENCY: '10' });
