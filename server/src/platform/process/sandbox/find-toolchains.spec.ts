import { beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findToolchains } from './find-toolchains.js';

describe('toolchains on PATH', () => {
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'home-')));
  });

  function folder(...parts: string[]): string {
    const path = join(home, ...parts);
    mkdirSync(path, { recursive: true });
    return path;
  }

  it('leave out the system, which every sandbox shows, and what is no folder', () => {
    expect(findToolchains(`/usr/bin:/bin::relative/bin:${home}/none`)).toEqual({
      readOnly: [],
      path: '/usr/bin',
      env: {},
    });
  });

  it('show the folder of a version manager, and only that', () => {
    const nvm = folder('.nvm', 'versions', 'node', 'v20.1.0', 'bin');
    const pyenv = [folder('.pyenv', 'plugins', 'x', 'shims'), folder('.pyenv', 'shims')];
    const found = findToolchains([nvm, ...pyenv].join(':'));
    expect(found.readOnly).toEqual([join(home, '.nvm/versions/node/v20.1.0'), join(home, '.pyenv')]);
    expect(found.env).toEqual({ PYENV_ROOT: join(home, '.pyenv') });
    expect(found.path.split(':')).toEqual([nvm, ...pyenv]);
  });

  it("show cargo's programs and the toolchains of rustup, not cargo's credentials", () => {
    const bin = folder('.cargo', 'bin');
    folder('.rustup');
    expect(findToolchains(bin)).toMatchObject({
      readOnly: [bin, join(home, '.rustup')],
      env: { RUSTUP_HOME: join(home, '.rustup') },
    });
  });

  it('show a plain folder by itself, with the packages that its links lead to', () => {
    const bin = folder('.local', 'bin');
    folder('.local', 'share', 'keyrings');
    const tool = join(folder('.local', 'share', 'uv', 'tools', 'ruff', 'bin'), 'ruff');
    writeFileSync(tool, '');
    symlinkSync(tool, join(bin, 'ruff'));
    symlinkSync('/usr/bin/env', join(bin, 'system'));
    symlinkSync('/does/not/exist', join(bin, 'dangling'));
    expect(findToolchains(bin).readOnly).toEqual([bin, join(home, '.local/share/uv')]);
  });

  it('follow a link on PATH to the folder that also exists in the sandbox', () => {
    const real = folder('fnm', 'node-versions', 'v20', 'installation', 'bin');
    const link = join(folder('run'), 'multishell');
    symlinkSync(real, link);
    expect(findToolchains(link)).toMatchObject({
      readOnly: [join(home, 'fnm/node-versions/v20')],
      path: real,
    });
  });
});
