import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DetectedAgent, DetectedAgents } from '../src/agents/detected-agents.dto.js';
import type { AgentResponse } from '../src/agents/agent.dto.js';
import { installedAgent } from './agent-conformance/installed-agents.js';
import { agentsFolder, claude } from './support/agents.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { ModelServer } from './support/model-server/model-server.js';
import { type Block, type Script, scriptMarker, UNMARKED } from './support/model-server/turn.js';

const WHAT_TO_DO = /\. Store its key on the page Agents, or start the server with \w+_API_KEY/;
/** As a provider answers a wrong key, and none. */
const REFUSED: Script = () => ({ status: 401, error: 'authentication_error' });
const ALLOWS_NO_MORE = 'allows no more for now';
const KEY = 'key-of-the-first-turn-0123456789';

const AGENTS = [
  { preset: 'anthropic', provider: 'anthropic', missing: undefined, write: 'write', limited: ALLOWS_NO_MORE },
  {
    preset: 'claude',
    provider: 'anthropic',
    missing: 'missing' in claude ? claude.missing : undefined,
    write: 'Write',
    limited: ALLOWS_NO_MORE,
  },
  {
    preset: 'gemini',
    provider: 'gemini',
    missing: installedAgent('gemini', 'gemini').missing,
    write: 'write_file',
    // It waits by itself, and may be gone before it has written why.
    limited: 'did not end within 8 s',
  },
];

/** From nothing to a profile that works, as the page Agents does it. */
let model: ModelServer;
let fixture: AttemptFixture;
beforeAll(async () => {
  model = await ModelServer.start();
  fixture = await AttemptFixture.start({
    ANTFARM_AGENTS_DIR: agentsFolder,
    ANTHROPIC_BASE_URL: model.url,
    GOOGLE_GEMINI_BASE_URL: model.url,
  });
});
afterAll(async () => {
  await fixture.stop();
  await model.close();
});

const detected = async (preset: string): Promise<DetectedAgent> => {
  const { body } = await fixture.api.get<DetectedAgents>('/api/agents/detected');
  return body.items.find((item) => item.preset === preset)!;
};

/** What the button of a detected agent fills in, and the dialog sends when nothing is changed in it. */
const profileOf = ({ preset, adapter, command, env_allow }: DetectedAgent) => ({
  name: preset,
  ...{ preset, adapter, command, env_allow },
  model: null,
  permission_mode: 'full',
  mcp_servers: {},
  sandbox: 'auto',
  network: 'open',
  instructions: null,
  limits: {
    max_runtime_s: null,
    max_turns: null,
    max_tokens: null,
    max_cost_usd: null,
    max_attempts_per_hour: null,
  },
});

async function attemptOf(agent: AgentResponse, script: Script) {
  const name = fixture.unique('script');
  model.script(name, script);
  const project = await fixture.createProject({ local_path: fixture.repository() });
  const task = await fixture.createTask(project.id, {
    agent_id: agent.id,
    description: scriptMarker(name),
  });
  const { id } = await fixture.startAttempt(task.id);
  return fixture.settled(id);
}

for (const { preset, provider, missing, write, limited } of AGENTS) {
  const title = missing === undefined ? preset : `${preset} (skipped: ${missing})`;
  (missing === undefined ? describe : describe.skip)(title, () => {
    const hello = async (id: string) => (await fixture.api.post(`/api/agents/${id}/hello`, {})).body;
    let agent: AgentResponse;

    it('is found without a key, and says that it wants one', async () => {
      await fixture.api.delete(`/api/keys/${provider}`);
      model.script(UNMARKED, REFUSED);
      const found = await detected(preset);
      expect(found).toMatchObject({ status: 'needs_auth', hint: expect.stringContaining('key') });
      const { status, body } = await fixture.api.post<AgentResponse>('/api/agents', profileOf(found));
      expect(status).toBe(201);
      agent = body;
      expect(await hello(agent.id)).toMatchObject({
        ok: false,
        detail: expect.stringContaining('not to be signed in'),
        hint: expect.stringContaining('_API_KEY'),
      });
    });

    it('says in a failed attempt what to do', async () => {
      const { failure } = await attemptOf(agent, REFUSED);
      expect(failure).toMatchObject({ reason: 'auth_failed', message: expect.stringMatching(WHAT_TO_DO) });
      expect(failure?.message).not.toContain('/login');
    });

    it('says hello with a key, in one turn of its model', async () => {
      await fixture.api.put(`/api/keys/${provider}`, { value: KEY });
      expect(await detected(preset)).toMatchObject({ status: 'ready' });
      model.script(UNMARKED, [[{ text: 'Hello from the model.' }]]);
      const before = model.requests.length;
      const said = await hello(agent.id);
      expect(said).toMatchObject({
        ok: true,
        hint: null,
        output: expect.stringContaining('Hello from the model.'),
      });
      const asked = model.requests.slice(before);
      expect(JSON.stringify(asked.map(({ body }) => body))).toContain('Say hello in one sentence');
      expect(JSON.stringify(asked.map(({ headers }) => headers))).toContain(KEY);
    });

    it('says that its key is refused', async () => {
      model.script(UNMARKED, REFUSED);
      expect(await hello(agent.id)).toMatchObject({
        ok: false,
        detail: expect.stringContaining('not to be signed in'),
        hint: expect.stringContaining('_API_KEY'),
      });
      const { failure } = await attemptOf(agent, REFUSED);
      expect(failure).toMatchObject({ reason: 'auth_failed', message: expect.stringMatching(WHAT_TO_DO) });
    });

    it('does not say hello for hours when its provider makes it wait', async () => {
      const headers = { 'retry-after': '3600' };
      model.script(UNMARKED, () => ({ status: 429, error: 'rate_limit_error', headers }));
      const hurried = { ...profileOf(await detected(preset)), limits: { max_runtime_s: 8 } };
      const { body } = await fixture.api.post<AgentResponse>('/api/agents', hurried);
      expect(await hello(body.id)).toMatchObject({
        ok: false,
        detail: expect.stringContaining(limited),
      });
    });

    it('works on a card', async () => {
      // Gemini CLI asks another model first how hard the task is, over and over while that is refused.
      model.script(UNMARKED, [[{ text: 'Not hard.' }]]);
      const call: Block = {
        tool: write,
        input: { [write === 'write' ? 'path' : 'file_path']: 'a.txt', content: 'a\n' },
      };
      const attempt = await attemptOf(agent, [[call], [{ text: 'Written.' }]]);
      expect(attempt).toMatchObject({ status: 'REVIEW_READY', failure: null });
      expect(await fixture.addedText(attempt.id, 'a.txt')).toBe('a\n');
      const events = await fixture.storedEvents(attempt.id);
      const commands = events.flatMap(({ event }) => (event.kind === 'COMMAND' ? [event.payload.cmd] : []));
      expect(commands).not.toContain('');
    });
  });
}
