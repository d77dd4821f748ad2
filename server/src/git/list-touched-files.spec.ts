import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureIndex } from './capture-index.js';
import { createCheckout } from './create-workspace.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { listTouchedFiles } from './list-touched-files.js';
import { resolveCommit } from './resolve-commit.js';
import { runGit } from './run-git.js';

describe('files that a gate touched', () => {
  let root: string;
  let capture: { mirror: string; workspace: string; snapshotDir: string };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'touched-'));
    const repository = join(root, 'repository');
    await mkdir(repository);
    await writeFile(join(repository, 'a.txt'), 'a');
    await writeFile(join(repository, 'b.txt'), 'b');
    const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
    await runGit('nowhere', ['init', '-q', '-b', 'main', repository]);
    await runGit({ repository }, ['add', '-A']);
    await runGit({ repository }, [...identity, 'commit', '-qm', 'first']);
    capture = {
      mirror: join(root, 'mirror'),
      workspace: join(root, 'checkout'),
      snapshotDir: join(root, 'snapshot'),
    };
    await ensureMirror(capture.mirror);
    await fetchMirror(capture.mirror, { kind: 'local', path: repository });
    const commit = (await resolveCommit(capture.mirror, 'refs/remotes/origin/main')) ?? '';
    await createCheckout({ ...capture, commit });
    await captureIndex({ ...capture, commit });
  });
  afterEach(() => rm(root, { recursive: true }));

  test('are those whose content changed or that are gone; new ones are none', async () => {
    await writeFile(join(capture.workspace, 'a.txt'), 'changed');
    await writeFile(join(capture.workspace, 'new.txt'), 'new');
    expect(await listTouchedFiles(capture)).toEqual(['a.txt']);
    await rm(join(capture.workspace, 'b.txt'));
    expect(await listTouchedFiles(capture)).toEqual(['a.txt', 'b.txt']);
  });

  test('are not those that only got a new time', async () => {
    await utimes(join(capture.workspace, 'a.txt'), 1, 1);
    await chmod(join(capture.workspace, 'b.txt'), 0o600);
    expect(await listTouchedFiles(capture)).toEqual([]);
  });

  test('are found without running what the checkout configures', async () => {
    const canary = join(root, 'canary');
    await writeFile(
      join(capture.workspace, '.git', 'config'),
      `[core]\n\tfsmonitor = touch ${canary}; false\n`,
    );
    await writeFile(join(capture.workspace, 'a.txt'), 'changed');
    expect(await listTouchedFiles(capture)).toEqual(['a.txt']);
    await expect(rm(canary)).rejects.toThrow('ENOENT');
  });
});
