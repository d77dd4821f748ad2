import { afterEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimRun } from './claim-run.js';
import { identifyProcess, isAlive, readIdentity } from './process-identity.js';
import { readProcess } from './process-table.js';
import { parsePs, readFromPs } from './ps-command.js';

const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

function start(program: string, ...parameters: string[]): ChildProcess {
  const child = spawn(program, parameters);
  children.push(child);
  return child;
}

describe('the identity of a process', () => {
  it('is not that of a recycled pid, of another boot or of another PID namespace', async () => {
    const child = start('sleep', '60');
    await once(child, 'spawn');
    const identity = identifyProcess(child.pid!)!;
    expect(isAlive(identity)).toBe(true);
    expect(isAlive({ ...identity, startTime: String(Number(identity.startTime) - 1) })).toBe(false);
    expect(isAlive({ ...identity, bootId: 'earlier boot' })).toBe(false);
    expect(isAlive({ ...identity, pidNamespace: 'pid:[1]' })).toBe(false);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });

  it('is found although the command name contains a parenthesis and a space', async () => {
    const script = `process.title = 'a) S 1 ('; console.log(); setInterval(() => {}, 9e8)`;
    const child = start(process.execPath, '-e', script);
    await once(child.stdout!, 'data');
    expect(readProcess(child.pid!)?.parentPid).toBe(process.pid);
  });

  it('of a zombie is not alive', async () => {
    const parent = start('sh', '-c', 'sleep 0.05 & echo $!; exec sleep 60');
    const pid = Number(String((await once(parent.stdout!, 'data'))[0]));
    const identity = identifyProcess(pid)!;
    while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) await sleep(10);
    expect(isAlive(identity)).toBe(false);
  });

  it('goes to the first claim of a run only', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'claim-')), 'identity.json');
    expect(claimRun(file, { abandoned: true })).toBe(true);
    expect(claimRun(file, identifyProcess(process.pid)!)).toBe(false);
    expect(readIdentity(file)).toBeUndefined();
  });
});

describe('ps', () => {
  it('is read line by line, without zombies', () => {
    const output = [
      '    1     0     1 Ss   Sat Nov 21 01:22:03 2026    ',
      '  321     1   300 Z    Sat Nov 21 01:22:04 2026',
      'not a process',
    ].join('\n');
    expect(parsePs(output)).toEqual([
      { pid: 1, parentPid: 0, groupId: 1, startTime: 'Sat Nov 21 01:22:03 2026' },
    ]);
  });

  it('agrees with /proc about this process', () => {
    const hasPs = (): boolean => {
      try {
        return execFileSync('ps', ['-o', 'lstart=', '-p', '1'], { stdio: 'pipe' }).length > 0;
      } catch {
        return false;
      }
    };
    if (!hasPs()) return;
    const { pid, parentPid, groupId } = readProcess(process.pid)!;
    expect(readFromPs(process.pid)).toMatchObject({ pid, parentPid, groupId });
    expect(readFromPs(2 ** 22 + 1)).toBeUndefined();
  });
});
