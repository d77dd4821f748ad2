import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confine } from './workspace-path.js';

describe('a path that the model names', () => {
  let root: string;
  let outside: string;
  beforeEach(() => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), 'confine-')));
    [root, outside] = [join(base, 'work'), join(base, 'work-beside')];
    for (const folder of [join(root, 'src'), outside]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(outside, 'secret'), '');
  });

  it.each(['.', 'src', 'src/new.ts', 'new/deep/file', 'src/../x', 'src/..'])(
    'leads into the workspace: %s',
    async (path) => {
      await expect(confine(root, path)).resolves.toBe(join(root, path).replace(/\/$/, ''));
    },
  );

  it('may be absolute', async () => {
    await expect(confine(root, join(root, 'src'))).resolves.toBe(join(root, 'src'));
  });

  it.each(['..', '../work-beside/secret', '/etc/passwd', 'src/../../x', '/'])(
    'is refused outside: %s',
    async (path) => {
      await expect(confine(root, path)).rejects.toThrow(/outside/);
    },
  );

  it('is refused when a link leads outside, to a file, a folder or something new in it', async () => {
    symlinkSync(join(outside, 'secret'), join(root, 'file'));
    symlinkSync(outside, join(root, 'folder'));
    symlinkSync('folder', join(root, 'twice'));
    for (const path of ['file', 'folder', 'folder/secret', 'folder/new', 'folder/new/er', 'twice/secret']) {
      await expect(confine(root, path)).rejects.toThrow(/outside/);
    }
  });

  it('is refused when it is a link to something that could be created', async () => {
    symlinkSync(join(outside, 'new'), join(root, 'dangling'));
    symlinkSync(join(outside, 'new-folder'), join(root, 'dangling-folder'));
    await expect(confine(root, 'dangling')).rejects.toThrow(/leads nowhere/);
    await expect(confine(root, 'dangling-folder/file')).rejects.toThrow(/leads nowhere/);
  });

  it('is refused when links lead in a circle, or with NUL', async () => {
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
    await expect(confine(root, 'a')).rejects.toThrow(/ELOOP/);
    await expect(confine(root, 'a\0b')).rejects.toThrow(/NUL/);
  });

  it('follows links that stay inside', async () => {
    symlinkSync('src', join(root, 'alias'));
    await expect(confine(root, 'alias/new.ts')).resolves.toBe(join(root, 'src/new.ts'));
  });
});
