import {
  type Options,
  type Query,
  query as askClaude,
  type SpawnedProcess,
  type SpawnOptions,
} from '@anthropic-ai/claude-agent-sdk';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentResult } from '../../../platform/process/run-protocol/run-record.js';
import type { AgentSpec, StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import type { AdapterContext, AgentAdapter, AgentProcess, AgentSession, AgentStep } from '../adapter.js';
import { claudeOptions } from './claude-options.js';
import { prepareFolders } from './claude-folders.js';
import { Conversation } from './conversation.js';
import { hideKey, withoutKey } from './hide-key.js';
import { PendingProcess } from './pending-process.js';
import { Permissions } from './permissions.js';
import { PromptStream } from './prompt-stream.js';
import { NOTHING_SPENT, Spending } from './spending.js';
import { spentBefore } from './spent-before.js';
import { NO_CHANGES, readTaskChanges, writeTaskList } from './task-list.js';

/** Claude Code stores its session when its input is closed. */
const LEAVE_MS = 3_000;

/** Claude Code, through the Claude Agent SDK: https://code.claude.com/docs/en/agent-sdk/overview */
export const claudeAdapter: AgentAdapter = {
  capabilities: {
    resume: true,
    fork: true,
    plan: true,
    permissions: true,
    usage: true,
    interrupt: true,
  },
  prepare: prepareClaude,
};

async function prepareClaude(
  step: StepSpec,
  agent: AgentSpec,
  context: AdapterContext,
  session: AgentSession,
): Promise<AgentStep> {
  const [program = 'claude', ...parameters] =
    typeof step.command === 'string' ? [step.command] : step.command;
  if (!existsSync(program)) throw new Error(`There is no Claude Code at ${program}.`);
  const folders = prepareFolders(step, context);
  if (agent.taskList) {
    // What a thread that was lost has done is not undone for the one that goes on.
    const done = agent.session ? readTaskChanges(folders.config, agent.taskList) : NO_CHANGES;
    writeTaskList(folders.config, agent.taskList, done);
  }
  const before = agent.session ? await spentBefore(folders.config, agent.session.id) : NOTHING_SPENT;
  const proxy = await hideKey(step, agent);
  const permissions = new Permissions(agent.permissionMode, folders, session);
  const options = {
    ...claudeOptions(step, withoutKey(agent, proxy), program, folders),
    ...permissions.options,
  };
  const prompt = new PromptStream();
  prompt.tell(agent.prompt);
  const { query, process, launch } = await launchLater(prompt, options);

  const converse = async (real: AgentProcess): Promise<AgentResult> => {
    process.connect(real);
    const conversation = new Conversation({
      query,
      prompt,
      permissions,
      spending: new Spending(before),
      session,
      runId: context.runId,
      limitedUntil: () => proxy?.limitedUntil,
    });
    const result = await conversation.run();
    process.hangUp();
    await untilGone(real);
    proxy?.close();
    if (agent.taskList) await session.tasksLeft(readTaskChanges(folders.config, agent.taskList));
    return result;
  };
  return {
    argv: [launch.command, ...parameters, ...launch.args],
    env: definedOf(launch.env),
    readOnly: [program, folders.projectConfig],
    readsOnly: agent.permissionMode === 'plan',
    upstreams: proxy === undefined ? [] : [new URL(proxy.url).host],
    converse,
  };
}

/** The SDK speaks with a process that only the runner may start: it says how, and waits. */
async function launchLater(prompt: PromptStream, options: Options) {
  const process = new PendingProcess();
  let query: Query | undefined;
  const launch = await new Promise<SpawnOptions>((resolve) => {
    const spawnClaudeCodeProcess = (how: SpawnOptions): SpawnedProcess => {
      resolve(how);
      return process;
    };
    query = askClaude({ prompt, options: { ...options, spawnClaudeCodeProcess } });
  });
  if (!query) throw new Error('The SDK launched Claude before it was asked to');
  return { query, process, launch };
}

const untilGone = ({ exited }: AgentProcess): Promise<unknown> =>
  Promise.race([exited, sleep(LEAVE_MS, undefined, { ref: false })]);

const definedOf = (env: SpawnOptions['env']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
