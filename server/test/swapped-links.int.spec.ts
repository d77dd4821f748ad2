import { afterEach, expect } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Sandboxes } from '../src/attempts/runs/sandboxes.js';
import { captureIndex } from '../src/git/capture-index.js';
import { createWorkspace } from '../src/git/create-workspace.js';
import { ensureMirror } from '../src/git/ensure-mirror.js';
import { fetchMirror } from '../src/git/fetch-mirror.js';
import { takeSnapshot } from '../src/git/take-snapshot.js';
import { Instance } from '../src/platform/instance/instance.js';
import type { Containers } from '../src/platform/process/container/containers.service.js';
import type { KeysService } from '../src/projects/keys/keys.service.js';
import type { ProjectsService } from '../src/projects/projects.service.js';
import { createRepository, git, removeFolder, temporaryFolder, writeFiles } from './support/git-fixture.js';
import { repositoryPath } from './support/repository-path.js';
import { itInSandbox } from './support/sandbox.js';

/** Without the sandbox one in about twelve brings the secret. */
const SNAPSHOTS = 30;
const person = { name: 'Ada', email: 'ada@example.org', date: new Date(0) };
const folder = temporaryFolder();
const dataDir = join(folder, 'data');
let swapper: ChildProcess | undefined;

afterEach(async () => {
  if (swapper?.kill('SIGKILL')) await once(swapper, 'exit');
  removeFolder(folder);
});

/** Someone outside every sandbox, as an agent would be that got out of its own. */
async function startSwapping(workspace: string, secret: string): Promise<void> {
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  const script = repositoryPath('server/test/fixtures/swap-links.mjs');
  swapper = spawn(process.execPath, [script, workspace, secret, scratch], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(swapper.stdout!, 'data');
}

itInSandbox(
  'links that are swapped between check and use bring nothing of the host into a snapshot',
  async () => {
    const repository = createRepository(join(folder, 'repository'), { 'readme.md': 'hello\n' });
    writeFiles(join(folder, 'elsewhere'), { 'secret.txt': 'what the server may read, and nobody else\n' });
    const [mirror, workspace, snapshotDir, scratch] = ['mirror.git', 'workspace', 'snapshot', 'tmp'].map(
      (name) => join(dataDir, name),
    ) as [string, string, string, string];
    mkdirSync(scratch, { recursive: true });
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
    const commit = git(repository, 'rev-parse', 'HEAD');
    // Projects and keys are asked only for the environment of runs.
    const sandboxes = new Sandboxes(
      undefined as unknown as ProjectsService,
      new Instance(dataDir, '', '', ''),
      undefined as unknown as KeysService,
      undefined as unknown as Containers,
    );
    const isolation = await sandboxes.isolationFor({ sandbox: 'required', network: 'open' }, 'open');
    const confined = await sandboxes.confined(isolation, scratch);
    await createWorkspace({ mirror, workspace, commit, branch: 'work', identity: person, ...confined });
    await captureIndex({ mirror, workspace, snapshotDir, commit });
    await startSwapping(workspace, join(folder, 'elsewhere', 'secret.txt'));

    const trees = new Set<string>();
    for (let taken = 0; taken < SNAPSHOTS; taken++) {
      const outcome = await takeSnapshot({
        mirror,
        workspace,
        snapshotDir,
        parents: [commit],
        message: 'work',
        author: person,
        committer: person,
        ref: `refs/heads/snapshot-${taken}`,
        expectedOld: null,
        ...confined,
      }).catch(() => undefined); // a snapshot that fails gives nothing away
      if (outcome?.status === 'taken') trees.add(outcome.tree);
    }
    expect(trees.size).toBeGreaterThan(1);
    expect(git(mirror, 'cat-file', '--batch-all-objects', '--batch')).not.toContain(
      'what the server may read',
    );
  },
);
