import type { McpServerConfig, Options } from '@anthropic-ai/claude-agent-sdk';
import type { PermissionMode } from '../../../contracts/agent-request.js';
import { costLeft } from '../../../platform/process/run-protocol/over-budget.js';
import type { AgentSpec, StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import type { ClaudeFolders } from './claude-folders.js';

const MODES = {
  plan: 'plan',
  ask: 'default',
  accept_edits: 'acceptEdits',
  full: 'bypassPermissions',
} as const satisfies Record<PermissionMode, Options['permissionMode']>;

/** They leave the workspace, or would go on after the run. */
const NEVER = ['EnterWorktree', 'ExitWorktree', 'CronCreate', 'CronDelete', 'CronList', 'ScheduleWakeup'];

/** What only changes or runs something is not even offered; `Permissions` denies the rest. */
const NOT_IN_PLAN = ['Bash', 'NotebookEdit', 'Agent', 'Task', 'Workflow', 'Skill', 'Monitor'];

/** How Claude is run, whatever the repository says. */
export function claudeOptions(
  step: StepSpec,
  agent: AgentSpec,
  program: string,
  folders: ClaudeFolders,
): Options {
  const { permissionMode, limits, session } = agent;
  const maxBudgetUsd = costLeft(limits);
  return {
    cwd: step.cwd,
    env: claudeEnvironment(step, agent, folders),
    pathToClaudeCodeExecutable: program,
    permissionMode: MODES[permissionMode],
    allowDangerouslySkipPermissions: permissionMode === 'full',
    disallowedTools: [...NEVER, ...(permissionMode === 'plan' ? NOT_IN_PLAN : [])],
    // Without it a base URL of one's own lets Claude deny tools unasked.
    settings: { disableAutoMode: 'disable' },
    // The repository's CLAUDE.md is read as text from the workspace; its hooks, settings and .mcp.json are looked for in
    // an empty folder.
    settingSources: ['project'],
    projectConfigRoot: folders.projectConfig,
    strictMcpConfig: true,
    systemPrompt: { type: 'preset', preset: 'claude_code' },
    // Only the stream says how many tokens a message took before the whole run is over.
    includePartialMessages: true,
    forwardSubagentText: true,
    ...mcpServers(agent),
    ...(agent.model !== null && { model: agent.model }),
    ...(limits.maxTurns !== null && { maxTurns: limits.maxTurns - limits.before.turns }),
    ...(maxBudgetUsd !== null && { maxBudgetUsd }),
    ...(session && { resume: session.id, forkSession: session.fork }),
    ...(agent.outputSchema && { outputFormat: { type: 'json_schema', schema: agent.outputSchema } }),
  };
}

/** By stdin: on the command line their environment and headers could be read by everybody. */
function mcpServers({ mcpServers }: AgentSpec): Options {
  if (Object.keys(mcpServers).length === 0) return {};
  return { mcpServers: mcpServers as Record<string, McpServerConfig>, mcpServersDelivery: 'initialize' };
}

function claudeEnvironment(step: StepSpec, agent: AgentSpec, folders: ClaudeFolders): Record<string, string> {
  const { taskList } = agent;
  return {
    ...step.env,
    ...agent.credentials,
    CLAUDE_CONFIG_DIR: folders.visibleConfig,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_AGENT_SDK_CLIENT_APP: 'antfarm',
    // As root Claude refuses to work without permissions, unless it is told that it cannot do harm; without a sandbox
    // that is for the profile to decide, and it did.
    ...((step.sandbox.mode !== 'none' || agent.permissionMode === 'full') && { IS_SANDBOX: '1' }),
    ...(taskList && { CLAUDE_CODE_TASK_LIST_ID: taskList.id, CLAUDE_CODE_ENABLE_TODO_TOOLS: '1' }),
  };
}
