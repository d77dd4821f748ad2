import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_MARKER } from '../../src/platform/process/run-protocol/run-directory.js';
import { VECTORS } from './vectors.js';

/** A program outside of every sandbox that notes which vector ran it; what an agent runs has the marker of its run, and may. */
export class Canaries {
  private readonly program: string;
  private readonly songs: string;

  constructor(folder: string) {
    this.program = join(folder, 'sing');
    this.songs = join(folder, 'songs');
    mkdirSync(this.songs, { recursive: true });
    writeFileSync(this.program, `#!/bin/sh\n[ -n "$${RUN_MARKER}" ] || : >"$1/$2 $3"\n`);
    chmodSync(this.program, 0o755);
  }

  /** Shell text that plants every vector in the repository where it runs; they sing as `PLACE NAME`. */
  planting(place: string): string {
    const sing = `SING='${this.program} ${this.songs} ${place}'`;
    return [sing, ...VECTORS.map(({ plant }) => plant)].join('\n');
  }

  plant(repository: string, place: string): void {
    runShell(repository, this.planting(place));
  }

  /** Does what a user would do with a git that trusts the repository. */
  provoke(repository: string): void {
    for (const { provoke } of VECTORS) {
      if (provoke !== undefined) runShell(repository, `{ ${provoke}; } >/dev/null 2>&1 || true`);
    }
  }

  /** What its owner does there, which may sing; without what makes git give up. */
  asOwner(repository: string, script: string): void {
    const careful = {
      'core.hooksPath': '/dev/null',
      'core.fsmonitor': 'false',
      'filter.process.process': '',
    };
    const settings = Object.entries({ ...careful, 'commit.gpgSign': 'false' }).flatMap(
      ([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key] as const,
        [`GIT_CONFIG_VALUE_${index}`, value] as const,
      ],
    );
    const count = String(settings.length / 2);
    const env = { ...Object.fromEntries(settings), GIT_CONFIG_COUNT: count, [RUN_MARKER]: 'the owner' };
    runShell(repository, script, env);
  }

  sung(): string[] {
    return readdirSync(this.songs).sort();
  }
}

function runShell(folder: string, script: string, env: Readonly<Record<string, string>> = {}): void {
  execFileSync('/bin/sh', ['-euc', script], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 30_000,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Eve',
      GIT_AUTHOR_EMAIL: 'eve@example.org',
      GIT_COMMITTER_NAME: 'Eve',
      GIT_COMMITTER_EMAIL: 'eve@example.org',
      ...env,
    },
  });
}
