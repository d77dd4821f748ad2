import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyWorkspaceFiles } from './copy-workspace-files.js';

describe('workspace files', () => {
  let root: string;
  let from: string;
  let to: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'workspace-files-'));
    from = join(root, 'from');
    to = join(root, 'to');
    await mkdir(join(from, 'config/deep'), { recursive: true });
    await mkdir(to);
    await writeFile(join(from, '.env'), 'A=1');
    await writeFile(join(from, 'config/deep/local.json'), '{}');
  });
  afterEach(() => rm(root, { recursive: true }));

  test('are copied by name and by glob', async () => {
    expect(await copyWorkspaceFiles(from, to, ['.env', 'config/**/*.json', 'absent'])).toEqual([
      '.env',
      'config/deep/local.json',
    ]);
    expect(await readFile(join(to, '.env'), 'utf8')).toBe('A=1');
    expect(await readFile(join(to, 'config/deep/local.json'), 'utf8')).toBe('{}');
  });

  test('never replace what the repository has', async () => {
    await writeFile(join(to, '.env'), 'tracked');
    expect(await copyWorkspaceFiles(from, to, ['.env'])).toEqual([]);
    expect(await readFile(join(to, '.env'), 'utf8')).toBe('tracked');
  });

  test('are not written through symbolic links of the repository', async () => {
    const outside = join(root, 'outside');
    await mkdir(outside);
    await symlink(outside, join(to, 'config'));
    await symlink(join(outside, 'env'), join(to, '.env'));
    expect(await copyWorkspaceFiles(from, to, ['.env', 'config/**'])).toEqual([]);
    await expect(readFile(join(outside, 'env'))).rejects.toThrow('ENOENT');
    await expect(readFile(join(outside, 'deep/local.json'))).rejects.toThrow('ENOENT');
  });

  test('are not read through symbolic links of the repository', async () => {
    const outside = join(root, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'id_rsa'), 'secret');
    await symlink(outside, join(from, 'keys'));
    await symlink(join(outside, 'id_rsa'), join(from, 'key'));
    expect(await copyWorkspaceFiles(from, to, ['keys/id_rsa', 'keys/*', 'key', '**/id_rsa'])).toEqual([]);
  });
});
