import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../src/platform/process/system-error.js';

/** A file system of its own that a test can fill up. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all the space that is left. */
  fill(): Promise<void>;
  /** Gives back what `fill` took. */
  makeRoom(): void;
  freeBytes(): number;
  unmount(): void;
}

/** A tmpfs of this size, such as `64m`; at `path` or in a folder of its own. Needs root. */
export function mountSmallDisk(size: string, path = mkdtempSync(join(tmpdir(), 'antfarm-disk-'))): SmallDisk {
  mkdirSync(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  };
  return {
    path,
    fill: async () => {
      for (let bytes = freeBytes(); bytes > 0; bytes = freeBytes()) {
        await writeFile(filler, Buffer.alloc(bytes), { flag: 'a' }).catch((error: unknown) => {
          if (errorCode(error) !== 'ENOSPC') throw error;
        });
      }
    },
    makeRoom: () => rmSync(filler, { force: true }),
    freeBytes,
    unmount: () => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

const canMount = ((): boolean => {
  try {
    mountSmallDisk('1m').unmount();
    return true;
  } catch {
    return false; // as an ordinary user, or in a container without the right
  }
})();

/** Tests that fill a disk of their own. */
export const describeWithSmallDisk = (name: string, tests: () => void): void =>
  (canMount ? describe : describe.skip)(canMount ? name : `${name} (needs the right to mount)`, tests);
