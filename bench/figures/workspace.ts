import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Sandboxes } from '../../server/src/attempts/runs/sandboxes.js';
import type { AttemptIsolation } from '../../server/src/attempts/attempt.entity.js';
import { captureIndex } from '../../server/src/git/capture-index.js';
import { createWorkspace } from '../../server/src/git/create-workspace.js';
import { ensureMirror } from '../../server/src/git/ensure-mirror.js';
import { fetchMirror } from '../../server/src/git/fetch-mirror.js';
import { Instance } from '../../server/src/platform/instance/instance.js';
import type { Containers } from '../../server/src/platform/process/container/containers.service.js';
import type { KeysService } from '../../server/src/projects/keys/keys.service.js';
import type { ProjectsService } from '../../server/src/projects/projects.service.js';
import { git } from '../../server/test/support/git-fixture.js';
import { atMost, type Figure, type Measurement } from '../figure.js';
import { compare, measurePairs, timed } from '../pairs.js';
import { repositoryOf } from '../repositories.js';
import { runShell } from '../run-shell.js';
import type { Stage } from '../stage.js';

const SIZES = [1_000, 10_000, 50_000];
const ADDS = 1_000;
const ADDS_AT_ONCE = 20;
const SMALL = 10;

export const workspace: Figure = {
  name: 'workspace for an attempt',
  limit: 'git worktree add',
  async measure(stage) {
    const isolations = await isolationsHere(stage);
    const measured: Measurement[] = [];
    for (const files of SIZES) measured.push(...(await compareAt(stage, files, isolations)));
    return [...measured, await addMany(stage, isolations[0] ?? null)];
  },
};

/** The strongest first. */
async function isolationsHere(stage: Stage): Promise<(AttemptIsolation | null)[]> {
  const isolation = await sandboxesOf(stage).isolationFor({ sandbox: 'auto', network: 'open' }, 'open');
  return isolation.kind === 'bubblewrap' ? [isolation, null] : [null];
}

/** Projects and keys are asked only for the environment of runs. */
const sandboxesOf = ({ folder }: Stage): Sandboxes =>
  new Sandboxes(
    undefined as unknown as ProjectsService,
    new Instance(folder, '', '', ''),
    undefined as unknown as KeysService,
    undefined as unknown as Containers,
  );

async function compareAt(
  stage: Stage,
  files: number,
  isolations: readonly (AttemptIsolation | null)[],
): Promise<Measurement[]> {
  const place = await Place.make(stage, files);
  const pairs = await measurePairs(
    async () => {
      const times: number[] = [];
      for (const isolation of isolations) times.push(await place.timeWorkspace(isolation));
      return times;
    },
    () => place.timeWorktree(),
  );
  return isolations.map((isolation, index) =>
    compare(pairs, {
      what: `workspace of ${files.toLocaleString('en')} files${isolation ? ', in a sandbox' : ''}`,
      unit: 'ms',
      target: atMost(1.1),
      product: (times) => times[index] ?? NaN,
      limit: (ms) => ms,
    }),
  );
}

/** Fails when one of them fails; the limit is the same with `git worktree add`, where a failed one is only counted. */
async function addMany(stage: Stage, isolation: AttemptIsolation | null): Promise<Measurement> {
  const place = await Place.make(stage, SMALL);
  const product = await timed(() => inParallel(() => place.addWorkspace(isolation)));
  let failed = 0;
  const limit = await timed(() => inParallel(() => place.addWorktree().catch(() => (failed += 1))));
  return {
    what: `${ADDS.toLocaleString('en')} workspaces, ${ADDS_AT_ONCE} at once (git: ${failed} failed)`,
    product: { value: product, unit: 'ms' },
    limit: { value: limit, unit: 'ms' },
    ratio: product / limit,
    target: null,
  };
}

async function inParallel(add: () => Promise<unknown>): Promise<void> {
  let left = ADDS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await add();
  };
  await Promise.all(Array.from({ length: ADDS_AT_ONCE }, worker));
}

/**
 * A repository, its mirror, and folders for workspaces and worktrees of it. Nothing is removed before the end: for minutes
 * ext4 looks at each inode that was freed before it takes another one, so that a checkout takes ten times as long.
 */
class Place {
  private count = 0;

  private constructor(
    private readonly sandboxes: Sandboxes,
    private readonly folder: string,
    private readonly repository: string,
    private readonly mirror: string,
    private readonly commit: string,
  ) {}

  static async make(stage: Stage, files: number): Promise<Place> {
    const folder = join(stage.folder, `workspaces-${files}`);
    const repository = repositoryOf(join(folder, 'repository'), files);
    const mirror = join(folder, 'mirror.git');
    await ensureMirror(mirror);
    await fetchMirror(mirror, { kind: 'local', path: repository });
    return new Place(sandboxesOf(stage), folder, repository, mirror, git(repository, 'rev-parse', 'HEAD'));
  }

  timeWorkspace(isolation: AttemptIsolation | null): Promise<number> {
    return timed(() => this.addWorkspace(isolation));
  }

  timeWorktree(): Promise<number> {
    return timed(() => this.addWorktree());
  }

  /** As `prepare` does it. */
  async addWorkspace(isolation: AttemptIsolation | null): Promise<void> {
    const attempt = join(this.folder, 'added', String(++this.count));
    const [workspace, snapshotDir, scratch] = ['w', 's', 't'].map((name) => join(attempt, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [snapshotDir, scratch]) mkdirSync(folder, { recursive: true });
    const { mirror, commit } = this;
    await createWorkspace({
      mirror,
      workspace,
      commit,
      branch: `ak/1/${this.count}`,
      base: { branch: 'main', commit },
      identity: { name: 'Ada', email: 'ada@example.org' },
      ...(await this.sandboxes.confined(isolation, scratch)),
    });
    await captureIndex({ mirror, workspace, snapshotDir, commit });
  }

  async addWorktree(): Promise<void> {
    const name = String(++this.count);
    await runShell(
      this.repository,
      'git worktree add -q -b "$1" "$2" main',
      `branch-${name}`,
      join(this.folder, 'added', name),
    );
  }
}
