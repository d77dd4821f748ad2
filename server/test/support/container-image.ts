import { execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

/** A shell, its usual company, and git; what they and the runner's Node are linked with. */
const PACKAGES = [
  ...['base-files', 'bash', 'dash', 'coreutils', 'findutils', 'grep', 'sed', 'procps', 'git', 'libc-bin'],
  ...['libc6', 'libstdc++6', 'libgcc-s1', 'zlib1g', 'libpcre2-8-0', 'libselinux1', 'libacl1', 'libattr1'],
  ...['libgmp10', 'libtinfo6', 'libssl3', 'libcap2', 'libproc2-0', 'libsystemd0'],
];
const LEFT_OUT = /^\/(usr\/share|var|usr\/include|root)(\/|$)/;

/** A small system made of what this Debian has installed, as a tar: a download of an image needs a registry. */
export function packSystem(): { readonly tar: Readable; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'antfarm-image-'));
  const list = join(folder, 'files');
  const files = execFileSync('dpkg-query', ['-L', ...installed()], { encoding: 'utf8' }).split('\n');
  const links = ['/bin', '/lib', '/lib64', '/sbin', '/tmp', '/etc/passwd', '/etc/group'];
  const packed = [...links, ...files]
    .filter((path) => /^\/./.test(path) && path !== '/.' && exists(path))
    .flatMap(withFolders);
  const names = [...new Set(packed)].filter((path) => !LEFT_OUT.test(path)).sort();
  writeFileSync(list, names.map((path) => path.slice(1)).join('\n'));
  const tar = spawn('tar', ['-c', '-C', '/', '--no-recursion', '-T', list], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { tar: tar.stdout, remove: () => rmSync(folder, { recursive: true }) };
}

const installed = (): string[] =>
  PACKAGES.filter((name) => {
    try {
      execFileSync('dpkg-query', ['-W', name], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });

/** Where the file really is, for packages still name /bin and /lib, and every folder above it. */
function withFolders(path: string): string[] {
  const folders: string[] = [];
  for (let folder = realpathSync(dirname(path)); folder !== '/'; folder = dirname(folder))
    folders.push(folder);
  return [...folders, join(realpathSync(dirname(path)), basename(path))];
}

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
