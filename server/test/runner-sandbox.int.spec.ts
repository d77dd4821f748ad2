import { afterEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listProcesses } from '../src/platform/process/process-table.js';
import { RUN_MARKER } from '../src/platform/process/run-protocol/run-directory.js';
import type { NamespaceSandbox, RunSpec } from '../src/platform/process/run-protocol/run-spec.js';
import { detectSandbox } from '../src/platform/process/sandbox/detect-sandbox.js';
import { findToolchains } from '../src/platform/process/sandbox/find-toolchains.js';
import { eventually } from './support/eventually.js';
import { readProcText } from './support/marked-processes.js';
import {
  collectRecords,
  completeRun,
  createSpec,
  exitOf,
  cleanUpRuns,
  createFolder,
  ofKind,
  outputText,
  startRun,
  TOOL_PATH,
} from './support/run-fixture.js';
import { describeInSandbox, itWithoutNetwork } from './support/sandbox.js';

afterEach(cleanUpRuns);

const SECRET = 'sk-secret-4f1c';
const git = (...parameters: string[]): string =>
  execFileSync('git', parameters, { encoding: 'utf8', stdio: 'pipe' });

/** A run in a sandbox that differs from the usual one. */
function sandboxed(command: string, change: Partial<NamespaceSandbox> = {}): RunSpec {
  const spec = createSpec(`( ${command} ) 2>&1`);
  const [step] = spec.steps;
  if (step?.sandbox.mode === 'bubblewrap') step.sandbox = { ...step.sandbox, ...change };
  return spec;
}

const outputOf = async (command: string, change: Partial<NamespaceSandbox> = {}): Promise<string[]> =>
  outputText(await completeRun(sandboxed(command, change)));

describe('secrets', () => {
  it('are in the environment of their step, of no other process, and in no file', async () => {
    const script = '[ "$API_KEY" ] && echo has key; touch hold; while [ -e hold ]; do sleep 0.05; done';
    const spec = createSpec(script, { step: { secrets: { API_KEY: SECRET } } });
    const { handle } = await startRun(spec);
    const held = join(spec.steps[0]!.cwd, 'hold');
    await eventually(() => existsSync(held), 'the agent');
    // Each process is looked at once: the agent starts new ones all the time.
    const exposed = listProcesses()
      .map(({ pid }) => readProcText(pid, 'cmdline') + readProcText(pid, 'environ'))
      .filter((text) => text.includes(SECRET));
    expect(exposed.length).toBeGreaterThan(0);
    for (const text of exposed) {
      expect(text).not.toMatch(/^bwrap/);
      expect(text).toContain(`${RUN_MARKER}=${spec.runId}`);
    }
    execFileSync('rm', [held]);
    expect(outputText(await collectRecords(handle))).toEqual(['has key']);
    for (const file of readdirSync(spec.runDirectory, { withFileTypes: true })) {
      if (!file.isFile()) continue;
      expect(readFileSync(join(spec.runDirectory, file.name), 'latin1')).not.toContain(SECRET);
    }
  });
});

it('a sandbox that is not there is found missing, with the reason', async () => {
  const empty = createFolder('empty-');
  expect(await detectSandbox(empty)).toEqual({
    available: false,
    reason: 'bubblewrap (bwrap) is not installed',
  });
});

describeInSandbox('the sandbox', () => {
  it('shows nothing of a hidden folder but what it is given of it', async () => {
    const outer = createFolder('system-');
    const data = join(outer, 'data');
    mkdirSync(join(data, 'workspace'), { recursive: true });
    mkdirSync(join(data, 'objects'));
    for (const file of ['token', 'workspace/mine', 'objects/shared']) writeFileSync(join(data, file), 'x');
    const command = `find ${data} -type f | sort; touch ${data}/workspace/new; touch ${data}/new; echo $?`;
    const mounts = {
      hidden: [data],
      readOnly: [outer, join(data, 'objects')],
      readWrite: [join(data, 'workspace')],
    };
    const spec = sandboxed(command, mounts);
    spec.steps[0]!.cwd = join(data, 'workspace');
    expect(outputText(await completeRun(spec))).toEqual([
      join(data, 'objects/shared'),
      join(data, 'workspace/mine'),
      expect.stringContaining('Read-only file system'),
      '1',
    ]);
    expect(readdirSync(join(data, 'workspace'))).toEqual(['mine', 'new']);
  });

  it('shows the agent its own processes and variables and nothing of the host', async () => {
    const spec = sandboxed(
      'ls /proc | grep -c "^[0-9]"; ls -A /tmp /run /home "$HOME"; ls -l /proc/self/fd | grep -c socket; env',
    );
    const output = outputText(await completeRun(spec));
    expect(Number(output[0])).toBeLessThanOrEqual(7);
    expect(output).toContain('HOME=/home/agent');
    expect(output).toContain('XDG_CACHE_HOME=/home/agent/.cache');
    expect(output).toContain('TMPDIR=/tmp');
    expect(output.filter((line) => line === '0')).toHaveLength(1); // sockets of the runner
    const names = output.filter((line) => line.includes('=')).map((line) => line.split('=')[0]);
    for (const name of ['USER', 'LOGNAME', 'SSH_AUTH_SOCK', 'NODE_OPTIONS'])
      expect(names).not.toContain(name);
    expect((await outputOf(`ls ${spec.runDirectory}`))[0]).toMatch(/No such file/);
  });

  it('lets only the workspace, HOME and temporary folders be written', async () => {
    const probe =
      'for d in . "$HOME" /tmp /dev/shm /dev /run /usr /etc / /proc/sys/kernel; do [ -w "$d" ] && echo "$d"; done; true';
    expect(await outputOf(probe)).toEqual(['.', '/home/agent', '/tmp', '/dev/shm']);
  });

  it('gives no capability, no root and none of the secrets of /etc', async () => {
    const [capabilities, user, shadow] = await outputOf(
      'grep CapEff /proc/self/status; id -u; cat /etc/shadow | head -1',
    );
    expect(capabilities).toMatch(/CapEff:\s+0+$/);
    expect(user).not.toBe('0');
    expect(shadow).toMatch(/denied/);
  });

  it('keeps shared memory and temporary files on the disk', async () => {
    const [memory, temporary] = await outputOf('stat -f -c %T /dev/shm /tmp');
    const onHost = execFileSync('stat', ['-f', '-c', '%T', tmpdir()], { encoding: 'utf8' }).trim();
    expect([memory, temporary]).toEqual([onHost, onHost]);
  });

  itWithoutNetwork('without a network reaches nothing, not even a listener of the host', async () => {
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await eventually(() => server.listening, 'the listener');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const probe = `'${process.execPath}' -e 'require("net").connect(${port}, "127.0.0.1").pipe(process.stdout)'`;
    expect(await outputOf(probe, { network: 'open' })).toEqual(['hello']);
    expect((await outputOf(probe, { network: 'none' })).join()).toMatch(/ECONNREFUSED/);
    server.close();
  });

  it('runs the toolchains that are on PATH', async () => {
    const { readOnly, path, env } = findToolchains(TOOL_PATH);
    const spec = sandboxed(
      'for p in python3 cargo node git; do command -v $p >/dev/null && $p --version; done; true',
      {
        readOnly,
      },
    );
    const [step] = spec.steps;
    step!.env = { ...env, PATH: path };
    const seen = outputText(await completeRun(spec)).map((line) => line.replace(/^git version .*/, 'git'));
    const onHost = ['python3', 'cargo', 'node', 'git'].flatMap((program) => {
      try {
        const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).trim();
        return [version.replace(/^git version .*/, 'git')];
      } catch {
        return [];
      }
    });
    expect(seen).toEqual(onHost);
  });

  it('lets a workspace use the objects of a read-only mirror', async () => {
    const base = createFolder('git-');
    const [source, mirror] = [join(base, 'source'), join(base, 'mirror.git')];
    git('init', '-q', '-b', 'main', source);
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
    git('-C', source, ...identity, 'commit', '-q', '--allow-empty', '-m', 'first');
    git('clone', '-q', '--bare', source, mirror);
    const spec = sandboxed(
      `git ${identity.join(' ')} commit -q --allow-empty -m second && git log --format=%s
       touch ${mirror}/objects/probe || true
       ls ${mirror}`,
    );
    const [step] = spec.steps;
    git('clone', '-q', '--shared', mirror, step!.cwd);
    if (step?.sandbox.mode === 'bubblewrap') {
      step.sandbox = { ...step.sandbox, readOnly: [join(mirror, 'objects')] };
    }
    expect(outputText(await completeRun(spec))).toEqual([
      'second',
      'first',
      expect.stringMatching(/Read-only/),
      'objects',
    ]);
  });

  it('that cannot be set up fails the step with the reason', async () => {
    const records = await completeRun(sandboxed('echo never', { readOnly: ['/does/not/exist'] }));
    expect(ofKind(records, 'stderr')[0]?.text).toMatch(/does\/not\/exist/);
    expect(ofKind(records, 'step_exited')[0]?.error).toMatch(/sandbox/);
    expect(exitOf(records)?.outcome).toBe('failed');
  });

  it('takes no mount from a variable that contains NUL', async () => {
    const spec = sandboxed('ls -d /root');
    spec.steps[0]!.env = { PATH: '/usr/bin:/bin', X: 'x\0--bind\0/root\0/root' };
    const records = await completeRun(spec);
    expect(ofKind(records, 'step_exited')[0]).toMatchObject({
      code: null,
      error: expect.stringMatching(/NUL/),
    });
  });
});
