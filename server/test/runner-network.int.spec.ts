import { afterEach, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import type { RunRecord } from '../src/platform/process/run-protocol/run-record.js';
import type { ProxyNetwork, RunSpec, StepSpec } from '../src/platform/process/run-protocol/run-spec.js';
import {
  cleanUpRuns,
  completeRun,
  createSpec,
  exitOf,
  nodeAgent,
  ofKind,
  outputText,
} from './support/run-fixture.js';
import { describeWithProxy } from './support/sandbox.js';

const servers = new Set<Server>();

afterEach(async () => {
  await cleanUpRuns();
  for (const server of servers) server.close();
  servers.clear();
});

/** A service of this machine that says hello to everybody; the port that it has got. */
async function startService(host = '127.0.0.1'): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).end('hello'));
  return listen(server, host);
}

async function listen(server: Server, host: string): Promise<number> {
  servers.add(server.listen(0, host));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function proxied(command: StepSpec['command'], network: Partial<ProxyNetwork> = {}): RunSpec {
  const spec = createSpec(command);
  const [step] = spec.steps;
  if (step?.sandbox.mode === 'bubblewrap')
    step.sandbox = { ...step.sandbox, network: { allow: [], upstreams: [], ...network } };
  return spec;
}

const ask = (targets: string[], network: Partial<ProxyNetwork> = {}): Promise<RunRecord[]> =>
  completeRun(proxied(nodeAgent('ask-proxy', ...targets), network));

const warnings = (records: RunRecord[]): string[] =>
  ofKind(records, 'network_refused').map(({ message }) => message);

/** An address of this machine that programs do not take for their own. */
const ELSEWHERE = '127.0.0.2';

describeWithProxy('a step behind the proxy', () => {
  it('reaches a host of its list, and no other, which is said once', async () => {
    const targets = ['listed.invalid:443', 'a.wild.invalid:443', 'other.invalid:443', 'other.invalid:443'];
    const records = await ask([...targets, 'listed.invalid:22', 'http://other.invalid/'], {
      allow: ['listed.invalid', '*.wild.invalid'],
    });
    expect(outputText(records)).toEqual([
      expect.stringMatching(/^502 listed.invalid has no address/),
      expect.stringMatching(/^502 a.wild.invalid has no address/),
      expect.stringMatching(/^403 /),
      expect.stringMatching(/^403 /),
      expect.stringMatching(/^403 /),
      expect.stringMatching(/^403 /),
    ]);
    expect(warnings(records)).toEqual([
      expect.stringMatching(/^other\.invalid is not on this project's list of hosts/),
      expect.stringMatching(/^listed\.invalid:22 is not on this project's list of hosts/),
    ]);
  });

  it('reaches no private address, be it on the list, by whatever name', async () => {
    const port = await startService();
    const hosts = [
      'localhost',
      '127.0.0.1',
      ELSEWHERE,
      '0.0.0.0',
      '127.1',
      '0x7f000001',
      '2130706433',
      '169.254.169.254',
    ];
    const allow = hosts.map((host) => `${host}:${port}`);
    const targets = [...allow, `[::ffff:127.0.0.1]:${port}`, `http://localhost:${port}/`];
    const records = await ask(targets, { allow });
    for (const answer of outputText(records)) expect(answer).toMatch(/^403 /);
    expect(outputText(records)).toHaveLength(targets.length);
    expect(warnings(records)).toContain(
      'localhost has the private or local address 127.0.0.1, which a step never reaches through the proxy.',
    );
  });

  it('reaches an upstream of its run, by tunnel and as plain HTTP', async () => {
    const service = await startService(ELSEWHERE);
    const web = createHttpServer(({ url, headers }, response) =>
      response.end(`${url} ${headers.host} ${headers['proxy-authorization']} ${headers.via}`),
    );
    const port = await listen(web, ELSEWHERE);
    const upstreams = [`${ELSEWHERE}:${service}`, `${ELSEWHERE}:${port}`];
    const records = await ask([`${ELSEWHERE}:${service}`, `http://${ELSEWHERE}:${port}/a?b=c`], {
      upstreams,
    });
    expect(outputText(records)).toEqual(['200 hello', `200 /a?b=c ${ELSEWHERE}:${port} undefined undefined`]);
    expect(warnings(records)).toEqual([]);
  });

  it('finds an upstream on loopback where it is, and nothing else of the loopback', async () => {
    const [upstream, other] = [await startService(), await startService()];
    const connect = (port: number) =>
      `'${process.execPath}' -e 'require("net").connect(${port}, "127.0.0.1").on("error", (e) => console.log(e.code)).pipe(process.stdout)'`;
    const network = { upstreams: [`127.0.0.1:${upstream}`] };
    const records = await completeRun(proxied(`${connect(upstream)}; echo; ${connect(other)}`, network));
    expect(outputText(records)).toEqual(['hello', 'ECONNREFUSED']);
  });

  it('is told of the proxy, may serve itself, and has no channel to the runner', async () => {
    const spec = proxied('env | grep -ci _proxy=http; echo "$NO_PROXY"; ls /proc/self/fd | wc -l; exit 7');
    const open = createSpec('ls /proc/self/fd | wc -l');
    const records = await completeRun(spec);
    const [count] = outputText(await completeRun(open));
    expect(outputText(records)).toEqual(['6', 'localhost,127.0.0.1,::1', count]);
    expect(exitOf(records)).toMatchObject({ outcome: 'failed', code: 7 });
  });

  it('is answered sensibly when it asks for nonsense', async () => {
    const records = await ask(['nowhere', 'a:99999', '/path']);
    expect(outputText(records).map((line) => line.slice(0, 4))).toEqual(['400 ', '400 ', '400 ']);
  });

  it('cannot tell a Node that runs before it what to load', async () => {
    const spec = proxied('echo ran');
    spec.steps[0]!.env = { ...spec.steps[0]!.env, NODE_OPTIONS: '--require /does/not/exist' };
    expect(outputText(await completeRun(spec))).toEqual(['ran']);
  });
});
