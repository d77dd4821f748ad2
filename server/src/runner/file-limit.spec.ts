import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DEFAULT_LIMITS, NO_INPUT, type StepSpec } from '../platform/process/run-protocol/run-spec.js';
import { FileLimit } from './file-limit.js';

/** Nothing writes so much between two lines of a test, however busy the machine is. */
const LIMIT = 4 * 1024 ** 4;
const run = { limits: { ...DEFAULT_LIMITS, fileBytes: LIMIT }, toolPath: process.env.PATH ?? '' };

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'file-limit-'));
  writeFileSync(join(cwd, 'large'), '');
  truncateSync(join(cwd, 'large'), LIMIT);
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const files = (): FileLimit => {
  const step: StepSpec = {
    ...{ name: 'agent', command: 'true', cwd, env: {}, secrets: {}, input: NO_INPUT },
    ...{ sandbox: { mode: 'none' }, timeoutMs: null, onFailure: 'stop' },
  };
  return new FileLimit(step, { argv: [], env: {}, stdin: { text: '', keepOpen: false } }, run);
};

it('does not search where so much cannot have been written since the last look', async () => {
  const limit = files();
  limit.note([], performance.now());
  expect(await limit.wasReached()).toBe(false);
});

it('searches where it can, however much was seen: a look may have taken long', async () => {
  const limit = files();
  limit.note([], performance.now() - 3_600_000);
  expect(await limit.wasReached()).toBe(true);
});
