import { join } from 'node:path';
import { mirrorPath } from '../../server/src/attempts/attempt-paths.js';
import type { DiffDto } from '../../server/src/attempts/review/attempt-review.dto.js';
import { createRepository } from '../../server/test/support/git-fixture.js';
import { atMost, type Figure } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { prepareAttempts } from '../projects.js';
import { request } from '../request.js';
import { runShell } from '../run-shell.js';

const FILES = 250;
/** Every other one is changed: removed once and added once. */
const LINES = 200;
const CHANGED_LINES = 50_000;

const AGENT = `for file in *.txt; do sed -i 'n;s/$/, changed/' "$file"; done`;

export const largeDiff: Figure = {
  name: 'diff of 50,000 changed lines',
  limit: 'git diff of the whole',
  async measure(stage) {
    const fixture = await stage.fixture();
    const repository = createRepository(join(stage.folder, 'diff'), files());
    const attempts = await prepareAttempts(fixture, AGENT, repository);
    const attempt = await fixture.settled(await attempts.start());
    const diff = await fixture.diff(attempt.id);
    checkDiff(diff);
    const mirror = mirrorPath(fixture.server.dataDir, attempts.projectId);
    const [first] = diff.files;
    const [list, file] = ['diff', `diff/file?path=${first?.path ?? ''}`].map(
      (what) => () => request(fixture.server, 'GET', `/api/attempts/${attempt.id}/${what}`),
    ) as [() => Promise<string>, () => Promise<string>];
    const pairs = await measurePairs(
      async () => ({ list: await timed(list), file: await timed(file) }),
      () => timed(() => runShell(mirror, 'git diff "$1" "$2"', diff.base_sha, diff.head_sha)),
      10,
    );
    const shared = { unit: 'ms', limit: (ms: number) => ms };
    return [
      compare(pairs, {
        ...shared,
        what: 'diff of 50,000 changed lines: first file',
        target: atMost(0.1),
        product: (sample) => sample.file,
      }),
      compare(pairs, {
        ...shared,
        what: 'diff of 50,000 changed lines: list of files',
        target: null,
        product: (sample) => sample.list,
      }),
    ];
  },
};

function files(): Record<string, string> {
  const lines = Array.from({ length: LINES }, (_, index) => `line ${index} of a file that has some text`);
  return Object.fromEntries(
    Array.from({ length: FILES }, (_, index) => [`file-${index}.txt`, `${index}\n${lines.join('\n')}\n`]),
  );
}

function checkDiff({ stats }: DiffDto): void {
  const changed = stats.additions + stats.deletions;
  if (stats.files !== FILES || changed !== CHANGED_LINES)
    throw new Error(`The diff has ${changed} changed lines`);
}
