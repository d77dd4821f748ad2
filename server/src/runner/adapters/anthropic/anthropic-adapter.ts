import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentSpec, StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import type { AdapterContext, AgentAdapter, AgentProcess, AgentSession } from '../adapter.js';
import { argvOf } from '../command.js';
import { AgentLoop } from './agent-loop.js';
import { Conversation } from './conversation.js';
import { Model } from './model.js';
import { DEFAULT_MODEL } from './model-facts.js';
import { settingOf } from './model-request.js';
import { SessionStore } from './session-store.js';
import { Spending } from './spending.js';
import { firstMessage } from './system-prompt.js';
import { ToolCalls } from './tool-calls.js';
import { ToolHostClient } from './tool-host-client.js';
import { INSTRUCTIONS, READ_ONLY_FLAG } from './tool-message.js';

/** Beside the runner's bundle, in a folder of its own: all of that is shown in the sandbox. */
const TOOL_HOST = new URL('in-sandbox/tool-host.mjs', import.meta.url).pathname;
/** Nobody is there to press a key. */
const NOBODY_THERE = { PAGER: 'cat', GIT_PAGER: 'cat', GIT_EDITOR: 'true', GIT_TERMINAL_PROMPT: '0' };
/** Reading and searching need little; what a command needs is its own. */
const NODE_FLAGS = ['--max-old-space-size=128', '--max-semi-space-size=1'];

/**
 * An agent of ours: the loop that asks the model runs here, so that its key never enters the sandbox; only the tools run
 * there. `step.command` is the Node that runs them; without one it is the runner's own.
 */
export const anthropicAdapter: AgentAdapter = {
  capabilities: { resume: true, fork: true, plan: true, permissions: true, usage: true, interrupt: true },
  prepare(step, agent, context, session) {
    const host = realpathSync(TOOL_HOST);
    const flags = agent.permissionMode === 'plan' ? [READ_ONLY_FLAG] : [];
    const node = nodeOf(step);
    return Promise.resolve({
      argv: [...node, ...NODE_FLAGS, host, ...flags],
      env: { ...NOBODY_THERE, ...step.env },
      readOnly: [dirname(host), ...node.filter((path) => path === process.execPath)],
      readsOnly: agent.permissionMode === 'plan',
      converse: (process) => converse(process, step, agent, context, session),
    });
  },
};

function nodeOf(step: StepSpec): readonly string[] {
  return step.command === '' || step.command.length === 0 ? [process.execPath] : argvOf(step);
}

async function converse(
  process: AgentProcess,
  step: StepSpec,
  agent: AgentSpec,
  context: AdapterContext,
  session: AgentSession,
): Promise<AgentResult> {
  if (!agent.credentials['ANTHROPIC_API_KEY']) {
    return { ok: false, reason: 'auth_failed', message: 'There is no API key of Anthropic.' };
  }
  const warn = (message: string): Promise<void> =>
    session.report({ kind: 'LOG', payload: { level: 'WARN', message, stream: null, run_id: context.runId } });
  if (Object.keys(agent.mcpServers).length > 0)
    await warn('This agent cannot use MCP servers: they are left out.');

  const setting = settingOf(agent.model ?? DEFAULT_MODEL, agent.permissionMode);
  const store = new SessionStore(
    agent.stateDirectory ?? join(context.runDirectory, 'state'),
    context.redaction,
  );
  const host = new ToolHostClient(process, session.stopping);
  const spending = new Spending(setting.model);
  const conversation = await openConversation(host, store, step, agent, JSON.stringify(setting));
  if (conversation === undefined) {
    return {
      ok: false,
      reason: 'agent_failed',
      message: 'The session that it should go on with cannot be found.',
    };
  }
  const id = agent.session !== null && !agent.session.fork ? agent.session.id : randomUUID();
  let isKnown = false;
  const save = async (): Promise<void> => {
    store.save(id, conversation.stored);
    if (!isKnown && agent.stateDirectory !== undefined) await session.resumable(id);
    isKnown = true;
  };
  const model = new Model(agent.credentials, session, (message) => spending.add(message));
  const tools = new ToolCalls(host, session, agent.permissionMode);
  return new AgentLoop({
    runId: context.runId,
    session,
    setting,
    conversation,
    model,
    tools,
    spending,
    save,
  }).run();
}

/** Undefined when there is no such session. */
async function openConversation(
  host: ToolHostClient,
  store: SessionStore,
  step: StepSpec,
  { session, prompt }: AgentSpec,
  setting: string,
): Promise<Conversation | undefined> {
  if (session === null) {
    const { text } = await host.run(INSTRUCTIONS, {});
    return Conversation.begin(firstMessage(prompt, text, step.cwd), setting);
  }
  const stored = store.load(session.id);
  return stored && Conversation.goOn(stored, prompt, setting);
}
