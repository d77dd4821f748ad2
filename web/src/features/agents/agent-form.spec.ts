import { agentRow } from '@/lib/testing/rows';
import { agentSchema, toAgentBody, toAgentForm } from './agent-form';

test('emptied instructions and time limit are cleared', () => {
  const form = toAgentForm(
    agentRow({
      instructions: 'Be brief.',
      limits: { max_runtime_s: 600, max_turns: null, max_tokens: null, max_cost_usd: null },
    }),
  );
  expect(toAgentBody({ ...form, instructions: ' ', runtimeMinutes: '' })).toMatchObject({
    instructions: null,
    limits: { max_runtime_s: null },
  });
});

test.each([90, 100, 3600])('a limit of %i seconds is the same after a save', (seconds) => {
  const limits = { max_runtime_s: seconds, max_turns: null, max_tokens: null, max_cost_usd: null };
  const form = agentSchema.parse(toAgentForm(agentRow({ limits })));
  expect(toAgentBody(form).limits).toEqual(limits);
});

test('what an adapter has no use for is not kept', () => {
  const servers = { docs: { command: 'npx' } };
  const form = toAgentForm(
    agentRow({ adapter: 'claude', model: 'some-model', permission_mode: 'ask', mcp_servers: servers }),
  );
  expect(toAgentBody(form)).toMatchObject({
    model: 'some-model',
    permission_mode: 'ask',
    mcp_servers: servers,
  });
  expect(toAgentBody({ ...form, adapter: 'command' })).toMatchObject({
    model: null,
    permission_mode: 'full',
    mcp_servers: {},
  });
});
