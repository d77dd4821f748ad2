import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { installedAgent } from './agent-conformance/installed-agents.js';
import { agentsFolder } from './support/agents.js';
import { anthropicHarness } from './support/anthropic-harness.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { claudeHarness } from './support/claude-harness.js';
import { temporaryFolder, removeFolder } from './support/git-fixture.js';
import { uniqueSeconds } from './support/marked-processes.js';
import { ModelServer } from './support/model-server/model-server.js';
import { type Block, scriptMarker } from './support/model-server/turn.js';
import { repositoryPath } from './support/repository-path.js';
import { describeWithProxy } from './support/sandbox.js';

/** What lies on this machine beside an agent, and what each agent gets at of it by a command that its model wants run. */
const PROBE = readFileSync(repositoryPath('server/test/fixtures/look-around.mjs'), 'utf8');
const LOOK = `'${process.execPath}' look-around.mjs`;
const KEY = 'sk-ant-containment-0123456789';
const CANARY = 'canary.txt';

const AGENTS = {
  command: { run: undefined, fields: { adapter: 'command', command: LOOK } },
  anthropic: {
    run: (command: string) => anthropicHarness.tools.run(command),
    fields: { adapter: 'anthropic', model: 'claude-sonnet-5-5' },
  },
  claude: {
    missing: claudeHarness.missing,
    run: (command: string) => ({ tool: 'Bash', input: { command, description: 'Look around' } }),
    fields: { adapter: 'claude', model: 'claude-sonnet-5' },
  },
  acp: {
    missing: installedAgent('opencode', 'opencode').missing,
    run: (command: string) => ({ tool: 'bash', input: { command, description: 'Look around' } }),
    fields: {
      adapter: 'acp',
      preset: 'opencode',
      model: 'scripted/one',
      env_allow: ['OPENAI_BASE_URL', 'OPENAI_API_KEY'],
    },
  },
} satisfies Record<
  string,
  { missing?: string | undefined; run?: ((command: string) => Block) | undefined; fields: object }
>;

let model: ModelServer;
let fixture: AttemptFixture;
let home: string;
let service: Server;
let servicePath: string;
let targets: string;
let neighbour: string;
const seconds = uniqueSeconds();

beforeAll(async () => {
  model = await ModelServer.start();
  home = temporaryFolder();
  writeFileSync(join(home, CANARY), 'of the user');
  fixture = await AttemptFixture.start({
    HOME: home,
    ANTFARM_AGENTS_DIR: agentsFolder,
    ANTHROPIC_BASE_URL: model.url,
    OPENAI_BASE_URL: `${model.url}/v1`,
  });
  for (const provider of ['anthropic', 'openai'])
    await fixture.api.put(`/api/keys/${provider}`, { value: KEY });
  servicePath = join(process.getuid?.() === 0 ? '/run' : home, `service-${process.pid}.sock`);
  service = createServer().listen(servicePath);
  await once(service, 'listening');
  ({ id: neighbour } = await fixture.start({
    agent: `echo x > ${CANARY}; ${fixture.meeting.wait('neighbour')} & exec sleep ${seconds}`,
  }));
  await fixture.meeting.arrival('neighbour');
  targets = JSON.stringify(whatThereIs());
});
afterAll(async () => {
  await fixture.act(neighbour, 'cancel');
  await fixture.settled(neighbour);
  await fixture.stop();
  service.close();
  rmSync(servicePath, { force: true });
  removeFolder(home);
  await model.close();
});

function whatThereIs() {
  const { dataDir, url, databaseUrl } = fixture.server;
  const inData = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((path) =>
    join(dataDir, path),
  );
  const endingIn = (end: string): string => inData.find((path) => path.endsWith(end)) ?? `no ${end}`;
  const onLoopback = (address: string) => ({ host: '127.0.0.1', port: Number(new URL(address).port) });
  return {
    places: {
      home,
      'another workspace': endingIn(`/${CANARY}`),
      'refs of the mirror': endingIn('/packed-refs'),
      'settings of the mirror': endingIn('/config'),
      'the token of the server': join(dataDir, 'token'),
      'the socket of Docker': '/var/run/docker.sock',
    },
    sockets: {
      'the socket of a service': { path: servicePath },
      'the server': onLoopback(url),
      'the database': onLoopback(databaseUrl ?? ''),
    },
    inProcesses: {
      'the process of a neighbour': `sleep\0${seconds}`,
      'the environment of the server': 'DATABASE_URL=',
    },
    secret: [...KEY].reverse().join(''),
  };
}

async function foundBy(
  name: keyof typeof AGENTS,
  agentFields: object,
  project: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const { run, fields } = AGENTS[name];
  const script = fixture.unique('script');
  if (run) model.script(script, [[run(LOOK)], [{ text: 'That is all.' }]]);
  const { id, attempt } = await fixture.run({
    agent: LOOK,
    agentFields: { command: null, permission_mode: 'full', ...fields, ...agentFields },
    files: { 'look-around.mjs': PROBE, 'targets.json': targets },
    project,
    task: { description: scriptMarker(script) },
  });
  expect(attempt).toMatchObject({ status: 'REVIEW_READY', failure: null });
  return JSON.parse(await fixture.addedText(id, 'found.json')) as string[];
}

const PORTS = ['the database', 'the server'];

describeWithProxy('an agent that looks around', () => {
  it('finds everything without a sandbox: the probe works', async () => {
    const { places, sockets, inProcesses } = whatThereIs();
    const all = Object.keys({ ...places, ...sockets, ...inProcesses });
    const found = await foundBy('command', { sandbox: 'off' }, {});
    expect(all.filter((name) => !found.includes(name) && name !== 'the socket of Docker')).toEqual([]);
  });

  const cases = [
    ['command', 'open', PORTS],
    ['command', 'proxy', []],
    ['command', 'none', []],
    ['anthropic', 'open', PORTS],
    ['anthropic', 'proxy', []],
    ['anthropic', 'none', []],
    // Their models answer over the network, so that without one they do nothing.
    ['claude', 'open', PORTS],
    ['claude', 'proxy', []],
    // Its program speaks with its provider itself, hence it knows its key.
    ['acp', 'open', [...PORTS, 'the key in a process']],
    ['acp', 'proxy', ['the key in a process']],
  ] as const;
  for (const [name, network, expected] of cases) {
    const { missing } = { missing: undefined, ...AGENTS[name] };
    const title = `as ${name} with the network ${network} finds only: ${expected.join(', ') || 'nothing'}`;
    (missing === undefined ? it : it.skip)(
      missing === undefined ? title : `${title} (${missing})`,
      async () => {
        const before = model.requests.length;
        expect(await foundBy(name, {}, { network, network_allow: [] })).toEqual([...expected].sort());
        // Whoever has the key: it is what the provider was shown.
        for (const { headers } of model.requests.slice(before))
          expect(headers['x-api-key'] ?? headers.authorization).toMatch(new RegExp(`^(Bearer )?${KEY}$`));
      },
    );
  }
});
