import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from './remove-tree.js';

describe('removing a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'remove-tree-'));
  const target = join(folder, 'target');
  afterAll(() => removeTree(folder));

  it('copes with folders that may not be written or read, and spares what links lead to', async () => {
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'file'), '');
    mkdirSync(join(target, 'closed/deep'), { recursive: true });
    writeFileSync(join(target, 'closed/deep/file'), '');
    symlinkSync(outside, join(target, 'closed/link'));
    for (const closed of ['closed/deep', 'closed', '.']) chmodSync(join(target, closed), 0);
    await removeTree(target);
    expect([existsSync(target), existsSync(join(outside, 'file'))]).toEqual([false, true]);
  });

  it('copes with paths longer than the system takes at once', async () => {
    const half = join(...Array.from({ length: 30 }, () => 'd'.repeat(100)));
    for (const name of ['target', 'moved']) mkdirSync(join(folder, name, half), { recursive: true });
    renameSync(join(folder, 'moved'), join(target, half, 'moved'));
    await removeTree(target);
    expect(existsSync(target)).toBe(false);
  });

  it('does not mind that there is none', () => removeTree(join(folder, 'none')));
});
