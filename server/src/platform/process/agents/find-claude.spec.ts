import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findClaude } from './find-claude.js';

const FETCHED = 'agents/claude/node_modules/@anthropic-ai';

let base: string;
beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'find-claude-')));
});
afterEach(() => rmSync(base, { recursive: true }));

function plant(path: string): string {
  const file = join(base, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

const find = () => findClaude(join(base, 'bin'), join(base, 'agents'));

describe('finding Claude Code', () => {
  it('takes what was fetched for this machine before the one on PATH', async () => {
    plant('bin/claude');
    plant(`${FETCHED}/claude-agent-sdk/package.json`);
    const program = plant(`${FETCHED}/claude-agent-sdk-linux-x64/claude`);
    expect(await find()).toEqual({ program });
  });

  it('takes the one on PATH, where it really is', async () => {
    const program = plant('share/claude/versions/2.1.329');
    mkdirSync(join(base, 'bin'));
    symlinkSync(program, join(base, 'bin/claude'));
    expect(await find()).toEqual({ program });
  });

  it('says what to do when there is none', async () => {
    expect(await find()).toEqual({ missing: expect.stringContaining('npm run agents:install -- claude') });
  });
});
