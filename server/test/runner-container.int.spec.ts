import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as sendOn } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Containers } from '../src/platform/process/container/containers.service.js';
import { loadConfig } from '../src/platform/config/app-config.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import type {
  ContainerSandbox,
  RunSpec,
  SandboxNetwork,
  StepSpec,
} from '../src/platform/process/run-protocol/run-spec.js';
import { Scene } from './agent-conformance/scene.js';
import { anthropicHarness } from './support/anthropic-harness.js';
import { claudeHarness } from './support/claude-harness.js';
import { describeWithEngines } from './support/container-engines.js';
import type { TestEngine } from './support/test-engine.js';
import { eventually } from './support/eventually.js';
import { commandLine, processesWithArgument, uniqueSeconds } from './support/marked-processes.js';
import {
  cleanUpRuns,
  collectRecords,
  completeRun,
  createFolder,
  createSpec,
  createStep,
  exitOf,
  ofKind,
  outputText,
  type SpecOptions,
  startRun,
  untilPrinted,
} from './support/run-fixture.js';

describeWithEngines('a step in a container', (startEngine) => {
  let engine: TestEngine;
  beforeAll(async () => void (engine = await startEngine()));
  afterEach(cleanUpRuns);
  afterAll(() => engine.stop());

  /** In a container instead of what it has. */
  const policyFor = (
    { cwd, sandbox }: StepSpec,
    change: Partial<ContainerSandbox> = {},
  ): ContainerSandbox => {
    const base = dirname(cwd);
    const readOnly = sandbox.mode === 'none' ? [] : sandbox.readOnly;
    return {
      mode: 'container',
      engineSocket: engine.socket,
      image: engine.image,
      readOnly: readOnly.filter((path) => !path.startsWith('/usr')),
      readWrite: [cwd],
      home: join(base, 'home'),
      temporary: join(base, 'tmp'),
      network: 'none',
      ...change,
    };
  };

  function contained(
    command: StepSpec['command'],
    options: SpecOptions & { change?: Partial<ContainerSandbox> } = {},
  ): RunSpec {
    const spec = createSpec(command, options);
    const steps = spec.steps.map((step) => ({ ...step, env: {}, sandbox: policyFor(step, options.change) }));
    return { ...spec, steps };
  }

  const outputOf = async (command: string, change: Partial<ContainerSandbox> = {}): Promise<string[]> =>
    outputText(await completeRun(contained(`( ${command} ) 2>&1`, { change })));

  const noneLeft = (): Promise<unknown> =>
    eventually(async () => (await engine.containers()).length === 0, 'the engine to remove the container');

  it('writes its workspace, says what it says, and tells its exit code', async () => {
    const spec = contained(`pwd; echo "$HOME $TMPDIR"; echo made >made; echo odd >&2; exit 7`);
    const records = await completeRun(spec);
    const { cwd } = spec.steps[0]!;
    expect(outputText(records)).toEqual([cwd, '/home/agent /tmp']);
    expect(ofKind(records, 'stderr').map(({ text }) => text)).toEqual(['odd']);
    expect(exitOf(records)).toMatchObject({ outcome: 'failed', code: 7 });
    expect(readFileSync(join(cwd, 'made'), 'utf8')).toBe('made\n');
    expect(statSync(join(cwd, 'made')).uid).toBe(process.getuid?.());
    await noneLeft();
  });

  it('leaves nothing in its folders that only the engine could delete', async () => {
    const spec = contained('true'); // its folders are below /tmp, and so is what lies in them
    await completeRun(spec);
    const [step] = spec.steps;
    const { temporary } = step!.sandbox as ContainerSandbox;
    const made = readdirSync(temporary, { recursive: true, withFileTypes: true });
    const modes = made.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(1);
    expect(new Set(modes)).toEqual(new Set([0o700])); // the engine's are 0o755, and root's
  });

  it('sees neither this machine nor its processes, and cannot become anybody', async () => {
    const data = createFolder('data-');
    writeFileSync(join(data, 'token'), 'x');
    const seen = await outputOf(
      `cat ${data}/token; ls -A /home /root /run /var/run/docker.sock ${engine.socket}; ls /proc | grep -c "^[0-9]"; ` +
        'grep -E "Cap|NoNewPrivs|Seccomp:" /proc/self/status; for d in / /usr /etc /proc/sys/kernel /sys /sys/fs/cgroup /proc/sysrq-trigger; do [ -w $d ] && echo writes $d; done; ' +
        'echo x >/usr/x; echo 1 >/proc/sys/kernel/panic; cat /proc/net/dev | grep -c :',
    );
    expect(seen.join('\n')).not.toMatch(/^x$|writes/m);
    expect(seen.filter((line) => /^Cap(Inh|Prm|Eff|Bnd|Amb):\t0{16}$/.test(line))).toHaveLength(5);
    expect(seen).toContain('NoNewPrivs:\t1');
    expect(seen).toContain('Seccomp:\t2'); // a filter (proc_pid_status(5))
    expect(seen.filter((line) => /No such file/.test(line)).length).toBeGreaterThanOrEqual(3);
    expect(seen.filter((line) => /Read-only file system/.test(line))).toHaveLength(2);
    expect(seen.at(-1)).toBe('1');
    expect(Number(seen.find((line) => /^\d+$/.test(line)))).toBeLessThan(12);
  });

  it('reads stdin to its end, and gets variables that no file and no question to the engine shows', async () => {
    const secret = 'it\'s $(secret) `x` \\ "quoted"\nsecond line';
    const spec = contained(
      'cat; [ "$KEY" ] && echo has key; printenv KEY | wc -l; touch hold; while [ -e hold ]; do sleep 0.05; done',
      {
        step: { secrets: { KEY: secret }, input: { kind: 'text', text: 'one\ntwo\n' } },
      },
    );
    const { handle } = await startRun(spec);
    await untilPrinted(handle, '2');
    const [name = ''] = await engine.containers();
    const shown = JSON.stringify(await engine.client.getContainer(name.slice(1)).inspect());
    expect(shown).toContain(spec.runId);
    expect(shown).not.toContain('second line');
    for (const file of readdirSync(spec.runDirectory, { withFileTypes: true, recursive: true }))
      if (file.isFile())
        expect(readFileSync(join(file.parentPath, file.name), 'latin1')).not.toContain('second line');
    writeFileSync(join(spec.steps[0]!.cwd, 'gone'), '');
    await handle.cancel();
    expect(outputText(await collectRecords(handle)).slice(0, 4)).toEqual(['one', 'two', 'has key', '2']);
  });

  it('ends with everything that it started, when it is told to', async () => {
    const seconds = uniqueSeconds();
    const spec = contained(
      `setsid sleep ${seconds} & (trap '' TERM; sleep ${seconds}; sleep ${seconds}) & trap 'echo saved; exit 3' TERM; echo up; while :; do sleep 0.05; done`,
    );
    const { handle } = await startRun(spec);
    await untilPrinted(handle, 'up');
    await handle.cancel();
    const records = await collectRecords(handle);
    expect(outputText(records)).toEqual(['up', 'saved']);
    expect(exitOf(records)).toMatchObject({ reason: 'cancelled', code: 3 });
    expect(processesWithArgument(seconds)).toEqual([]);
    await noneLeft();
  });

  it('dies with its runner, without the engine being asked', async () => {
    const seconds = uniqueSeconds();
    const { handle, runner } = await startRun(contained(`sleep ${seconds} & echo up; sleep ${seconds}`));
    await untilPrinted(handle, 'up');
    sendSignal(runner.pid, 'SIGKILL');
    await eventually(() => processesWithArgument(seconds).length === 0, 'the end of the step');
    await noneLeft();
  });

  it('goes on while the engine is dead, and a container that outlives it is removed by whoever starts next', async () => {
    const seconds = uniqueSeconds();
    const spec = contained('echo up; while [ ! -e go ]; do sleep 0.05; done; echo done');
    const { handle } = await startRun(spec);
    await untilPrinted(handle, 'up');
    const other = await startRun(contained(`sleep ${seconds}`));
    await eventually(() => sleepers(seconds).length === 1, 'the second container', 60_000);
    await engine.kill();
    try {
      writeFileSync(join(spec.steps[0]!.cwd, 'go'), '');
      expect(outputText(await collectRecords(handle))).toEqual(['up', 'done']);
    } finally {
      await engine.start();
    }
    if (!engine.endsContainersAtStart) await other.handle.cancel();
    const outcome = engine.endsContainersAtStart ? 'failed' : 'stopped';
    expect(exitOf(await collectRecords(other.handle))).toMatchObject({ outcome });
    expect(processesWithArgument(seconds)).toEqual([]);
    await noneLeft();
  });

  it('is removed at the next start when engine and runner died before it could begin', async () => {
    const gone = { pid: 2 ** 22 - 1, startTime: '1', bootId: 'another boot', pidNamespace: '' };
    const labels = { 'antfarm.owner': JSON.stringify(gone) };
    await engine.client.createContainer({ Image: engine.image, Cmd: ['true'], Labels: labels, name: 'left' });
    await engine.client.createContainer({ Image: engine.image, Cmd: ['true'], name: 'somebody-elses' });
    const config = loadConfig({ DOCKER_HOST: `unix://${engine.socket}`, CONTAINER_IMAGE: engine.image });
    expect(await new Containers(config).support()).toMatchObject({ available: true });
    expect(await engine.containers()).toEqual(['/somebody-elses']);
    await engine.client.getContainer('somebody-elses').remove();
  });

  it.each([
    ['too much memory', { memoryBytes: 96 * 1024 * 1024 }, 'head -c 400m /dev/zero | tail', 'memory_limit'],
    [
      'standing processes',
      { processes: 40 },
      '( for i in $(seq 100); do sleep 60 & done ); exec sleep 60',
      'process_limit',
    ],
    [
      'a process that it was refused, of which it failed at once',
      { processes: 20 },
      'for i in $(seq 60); do sleep 60 & done; exit 3',
      'process_limit',
    ],
    [
      'processes that come and go',
      { processes: 60 },
      `exec node -e "setInterval(() => { for (let i = 0; i < 60; i++) require('child_process').spawn('sleep', ['0.2']).on('error', () => {}) }, 20)"`,
      'process_limit',
    ],
  ])('is ended for %s', async (_, limits, command, reason) => {
    const records = await completeRun(contained(command, { limits }));
    expect(exitOf(records)).toMatchObject({ outcome: 'stopped', reason });
    await noneLeft();
  });

  it('comes after everything else that wants a processor', async () => {
    expect(await outputOf('nice')).toEqual(['10']);
  });

  it('may write no larger file than its limit, and is ended when it tries', async () => {
    const limits = { fileBytes: 1024 * 1024 };
    const spec = contained('head -c 3m /dev/zero >big; wc -c <big; sleep 600', { limits });
    const records = await completeRun(spec);
    expect(outputText(records)).toEqual([String(limits.fileBytes)]);
    expect(exitOf(records)).toMatchObject({ outcome: 'stopped', reason: 'file_limit' });
    await noneLeft();
  });

  describe.each([anthropicHarness, claudeHarness])('with the agent of an adapter', (harness) => {
    const name = harness === claudeHarness ? 'claude' : 'anthropic';
    (harness.missing === undefined ? it : it.skip)(`${name} works, asks and ends`, async () => {
      const scene = await Scene.create(harness, (step) => policyFor(step, { network: 'open' }));
      const { tools } = harness;
      try {
        const run = await scene.run({
          script: [
            [tools.write(scene.path('made.txt'), 'by an agent')],
            [tools.run('cat made.txt; ls /usr/share')],
            [{ text: 'Done.' }],
          ],
          agent: { permissionMode: 'ask' },
          answer: () => ({ decision: 'allow' }),
        });
        expect(run.result).toEqual({ ok: true });
        expect(scene.read('made.txt')).toBe('by an agent');
        const outputs = run
          .payloadsOf('TOOL')
          .map(({ output }) => JSON.stringify(output))
          .join();
        expect(outputs).toContain('by an agent');
        expect(outputs).toMatch(/No such file/); // the image has none
        await noneLeft();
      } finally {
        await scene.close();
      }
    });
  });

  describe('behind the proxy', () => {
    it('reaches an upstream of its own at the same port, and nothing else', async () => {
      const server = createServer((_, response) => response.end('hello from outside'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const other = createServer((_, response) => response.end('not for you'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port: otherPort } = other.address() as AddressInfo;
      const network: SandboxNetwork = { allow: ['example.com'], upstreams: [`127.0.0.1:${port}`] };
      try {
        const get = (where: number): string =>
          `node -e "fetch('http://127.0.0.1:${where}').then((r) => r.text()).then(console.log, (e) => console.log('refused', e.cause?.code))"`;
        const records = await completeRun(
          contained(`${get(port)}; ${get(otherPort)}; echo $HTTPS_PROXY`, { change: { network } }),
        );
        expect(outputText(records)).toEqual([
          'hello from outside',
          'refused ECONNREFUSED',
          expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        ]);
      } finally {
        server.close();
        other.close();
      }
    });
  });

  describe('whose engine fails to start what it made', () => {
    const failures = { left: 0 };
    let socket: string;
    const faulty = createServer((request, response) => {
      const { url = '', method, headers } = request;
      if (url.endsWith('/start') && failures.left-- > 0) {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end('{"message":"cannot start a stopped process"}');
        return;
      }
      const onward = sendOn({ socketPath: engine.socket, path: url, method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    beforeAll(async () => {
      socket = join(mkdtempSync(join(tmpdir(), 'faulty-')), 'engine.sock');
      await once(faulty.listen(socket), 'listening');
    });
    afterAll(() => {
      faulty.close();
      rmSync(dirname(socket), { recursive: true });
    });

    it.each([
      ['once, begins all the same', 1, ['here'], undefined],
      ['twice, fails with its words', 2, [], expect.stringContaining('cannot start a stopped process')],
    ])('%s', async (_, count, output, error) => {
      failures.left = count;
      const records = await completeRun(contained('echo here', { change: { engineSocket: socket } }));
      expect(outputText(records)).toEqual(output);
      expect(ofKind(records, 'step_exited')[0]?.error).toEqual(error);
      await noneLeft();
    });
  });

  it.each([
    ['has no shell', { image: 'antfarm-test:none' }, /no such image/i],
    [
      'belongs to no engine',
      { engineSocket: '/nowhere/docker.sock' },
      /does not answer.*this user may use its socket/,
    ],
  ])('says why when its place %s', async (_, change, reason) => {
    const spec = contained('true', { change, step: { name: 'first', onFailure: 'continue' } });
    const next = createStep('ls -l /proc/$PPID/fd; ls first.io', dirname(spec.runDirectory), 'none');
    const records = await completeRun({
      ...spec,
      steps: [...spec.steps, { ...next, cwd: spec.runDirectory }],
    });
    expect(ofKind(records, 'step_exited')[0]?.error).toMatch(reason);
    expect(exitOf(records)?.outcome).toBe('failed');
    const runner = outputText(records).join('\n');
    expect(runner).toMatch(/agent\.log.*\blife\b/s);
    expect(runner).not.toMatch(/first\.(io|log)/); // it holds nothing of what did not begin
  });
});

const sleepers = (seconds: string): number[] =>
  processesWithArgument(seconds).filter((pid) => commandLine(pid)[0] === 'sleep');
