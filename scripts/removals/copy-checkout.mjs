import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Copies what git knows of the checkout, and what was built of it, into a new folder, and returns that folder. */
export function copyCheckout(root) {
  const folder = mkdtempSync(join(tmpdir(), 'antfarm-removals-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1 << 26,
  });
  const files = listed.toString().split('\0').filter(Boolean);
  for (const path of [...files, 'dist', '.build', 'web/dist']) {
    if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
