import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryPath } from './support/repository-path.js';

const COPIED = [
  'package.json',
  'tsconfig.json',
  '.dependency-cruiser.cjs',
  'scripts',
  'server/src',
  'web/src',
];

/** What must not be, and the rule that says so. */
const PLANTED = [
  ['server/src/git/planted.ts', `import '../tasks/tasks.service.js';`, 'layer-git'],
  ['server/src/tasks/planted.ts', `import '../agents/agents.service.js';`, 'layer-tasks'],
  ['server/src/attempts/planted.ts', `import '../tasks/task.entity.js';`, 'module-internals-are-private'],
  ['server/src/gates/planted.machine.ts', `import 'node:fs';`, 'machines-are-pure'],
  ['server/src/projects/planted.ts', `import 'node:child_process';`, 'one-place-spawns'],
  ['web/src/lib/planted.ts', `import '../../../server/src/main.js';`, 'web-sees-only-contracts'],
] as const;

describe('npm run check', () => {
  let copy: string;
  const check = () =>
    new Promise<{ code: number; output: string }>((resolve) => {
      execFile(process.execPath, ['scripts/check.mjs', 'layers'], { cwd: copy }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
      );
    });

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'antfarm-layers-'));
    for (const path of COPIED) await cp(repositoryPath(path), join(copy, path), { recursive: true });
    await symlink(repositoryPath('node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it('passes the layers as they are, and fails on each violation that is planted', async () => {
    expect(await check()).toMatchObject({ code: 0 });
    for (const [file, text] of PLANTED) await writeFile(join(copy, file), `${text}\n`);
    const { code, output } = await check();
    expect(code).toBe(1);
    for (const [file, , rule] of PLANTED) expect(output).toMatch(new RegExp(`${rule}: ${file}`));
  });
});
