import { join } from 'node:path';
import { removeFolder, temporaryFolder } from '../../server/test/support/git-fixture.js';
import type { AttemptFixture } from '../../server/test/support/attempt-fixture.js';
import { requireFrame } from '../events.js';
import { atMost, type Figure, type Measurement } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { type Attempts, prepareAttempts } from '../projects.js';
import { repositoryOf } from '../repositories.js';
import { runShell } from '../run-shell.js';

const FILES = 1_000;
const AGENT = 'echo x >new.txt';

/** What an attempt does at the least; adding a worktree beside others fails now and then, and is tried again. */
const SCRIPT = `
until git worktree add -q -b "$2" "$1" main 2>"$1.error"; do git worktree prune; git branch -q -D "$2" || true; done
cd "$1"
sh -c '${AGENT}'
git add -A
git commit -q -m change
git diff --stat main HEAD >/dev/null
`;

export const attemptOverhead: Figure = {
  name: 'attempt overhead',
  limit: 'worktree add + sh + add + commit + diff in one sh script',
  async measure(stage) {
    const fixture = await stage.fixture();
    const repository = repositoryOf(join(stage.folder, 'overhead'), FILES);
    const attempts = await prepareAttempts(fixture, AGENT, repository);
    const measured: Measurement[] = [];
    for (const [atOnce, bound] of [
      [1, 1.5],
      [10, 2],
    ] as const) {
      const pairs = await measurePairs(
        () => timed(() => atOnceDo(atOnce, () => oneAttempt(fixture, attempts))),
        () => scripts(fixture, repository, atOnce),
      );
      measured.push(
        compare(pairs, {
          what: `attempt overhead, ${FILES} files, ${atOnce} at once`,
          unit: 'ms',
          target: atMost(bound),
          product: (ms) => ms,
          limit: (ms) => ms,
        }),
      );
    }
    return measured;
  },
};

const atOnceDo = (count: number, action: (index: number) => Promise<unknown>): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, (_, index) => action(index)));

/** From the request to the end of its socket's stream. */
const oneAttempt = async ({ server }: AttemptFixture, attempts: Attempts): Promise<void> =>
  requireFrame(server, await attempts.start(), '"type":"end","status":"REVIEW_READY"');

async function scripts(fixture: AttemptFixture, repository: string, atOnce: number): Promise<number> {
  const folder = temporaryFolder();
  const names = Array.from({ length: atOnce }, () => fixture.unique('worktree'));
  const ms = await timed(() =>
    atOnceDo(atOnce, (index) =>
      runShell(repository, SCRIPT, join(folder, names[index] ?? ''), names[index] ?? ''),
    ),
  );
  removeFolder(folder);
  await runShell(repository, 'git worktree prune');
  return ms;
}
