import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../../../platform/process/run-protocol/run-directory.js';
import type { StepSpec } from '../../../platform/process/run-protocol/run-spec.js';
import type { AdapterContext, AgentAdapter } from '../adapter.js';
import { argvOf } from '../command.js';
import { Conversation } from './conversation.js';
import type { AgentSetup } from './presets/preset.js';
import { presetOf } from './presets/presets.js';

const FOLDER_IN_SANDBOX = '/run/antfarm';

/** Any program that speaks the Agent Client Protocol on stdin and stdout: https://agentclientprotocol.com */
export const acpAdapter: AgentAdapter = {
  capabilities: {
    resume: 'agent',
    fork: false,
    plan: 'agent',
    permissions: 'agent',
    usage: 'agent',
    interrupt: true,
  },
  prepare(step, agent, context, session) {
    const preset = presetOf(agent.preset);
    const exchange = exchangeOf(step, context);
    const setup: AgentSetup = { agent, folder: exchange.target };
    mkdirSync(exchange.source, { recursive: true, mode: 0o700 });
    for (const [name, content] of Object.entries(preset.files?.(setup) ?? {})) {
      writeFileSync(join(exchange.source, name), JSON.stringify(content), { mode: 0o600 });
    }
    const conversation = new Conversation(agent, preset, step.cwd, context.runId, session);
    return Promise.resolve({
      argv: argvFor(step, preset.before?.(setup)),
      env: { ...step.env, ...agent.credentials, ...preset.env?.(setup) },
      exchange,
      // Not every agent asks, nor keeps to what it was told.
      readsOnly: agent.permissionMode === 'plan',
      masked: (preset.masked ?? []).map((name) => join(step.cwd, name)),
      converse: (process) => conversation.hold(process),
    });
  },
};

function argvFor(step: StepSpec, before: string | undefined): readonly string[] {
  const argv = argvOf(step);
  return before === undefined ? argv : ['/bin/sh', '-c', `${before}\nexec "$@"`, 'sh', ...argv];
}

/** A folder of the run's own: what lies in the agent's home, an earlier run may have turned into a link. */
function exchangeOf(step: StepSpec, { runDirectory }: AdapterContext) {
  const source = join(runFiles(runDirectory).exchange, step.name);
  return { source, target: step.sandbox.mode === 'none' ? source : FOLDER_IN_SANDBOX };
}
