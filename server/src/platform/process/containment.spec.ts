import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect, it } from '@jest/globals';
import { destroyLeftovers, stepMark } from './containment.js';
import { identifyProcess, isAlive } from './process-identity.js';

/** Elsewhere nobody sees a mark. */
const itOnLinux = process.platform === 'linux' ? it : it.skip;

/** Fills so much memory, and waits with it for somebody to read. The system needs a while to take it back. */
const HOLD = ['if=/dev/zero', 'bs=400M', 'count=1', 'status=none'];

itOnLinux('kills who carries a mark, and resolves once it is gone, be it slow to die', async () => {
  const mark = stepMark(randomUUID());
  const [name = '', value] = mark.split('=');
  const child = spawn('dd', HOLD, { env: { [name]: value }, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'readable');
  const identity = identifyProcess(child.pid!)!;
  await destroyLeftovers(undefined, [mark]);
  expect(isAlive(identity)).toBe(false);
});
