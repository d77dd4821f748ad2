import { agentRow } from '@/lib/testing/rows';
import { agentSchema, toAgentBody, toAgentForm } from './agent-form';

test('emptied instructions and time limit are cleared', () => {
  const form = toAgentForm(
    agentRow({
      instructions: 'Be brief.',
      limits: { ...agentRow().limits, max_runtime_s: 600 },
    }),
  );
  expect(toAgentBody({ ...form, instructions: ' ', runtimeMinutes: '' })).toMatchObject({
    instructions: null,
    limits: { max_runtime_s: null },
  });
});

test.each([90, 100, 3600])('a limit of %i seconds is the same after a save', (seconds) => {
  const limits = { ...agentRow().limits, max_runtime_s: seconds };
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
  expect(toAgentBody({ ...form, adapter: 'anthropic' })).toMatchObject({
    model: 'some-model',
    mcp_servers: {},
  });
});

test('every further limit is the same after a save', () => {
  const limits = {
    max_runtime_s: 60,
    max_turns: 7,
    max_tokens: 1000,
    max_cost_usd: 0.5,
    max_attempts_per_hour: 3,
  };
  const form = agentSchema.parse(toAgentForm(agentRow({ adapter: 'claude', limits })));
  expect(toAgentBody(form).limits).toEqual(limits);
});
