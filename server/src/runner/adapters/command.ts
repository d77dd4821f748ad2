import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFiles } from '../../platform/process/run-protocol/run-directory.js';
import type { StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import { cutToBytes } from '../safe-text.js';
import type { AdapterContext, PreparedStep } from './adapter.js';
import { parseAgentEvent } from './agent-event.js';

/** execve(2) allows 128 KiB for one string, name included. */
const MAX_VARIABLE_BYTES = 100 * 1024;
const FOLDER_IN_SANDBOX = '/run/antfarm';
const PROMPT_FILE = 'prompt.md';
const EVENTS_FILE = 'events.jsonl';

/**
 * Any program as an agent. It finds its prompt on stdin, in `AGENT_PROMPT` (its beginning) and in the file
 * `AGENT_PROMPT_FILE`, and may append events as JSON lines to `AGENT_EVENTS_FILE`.
 */
export function prepareCommandAgent(step: StepSpec, prompt: string, context: AdapterContext): PreparedStep {
  const folder = join(runFiles(context.runDirectory).exchange, step.name);
  const visible = step.sandbox.mode === 'none' ? folder : FOLDER_IN_SANDBOX;
  const text = prompt.replaceAll('\0', '');
  const events = join(folder, EVENTS_FILE);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, PROMPT_FILE), text, { mode: 0o600 });
  writeFileSync(events, '', { mode: 0o600 });
  return {
    argv: argvOf(step),
    env: {
      ...step.env,
      AGENT_PROMPT: cutToBytes(text, MAX_VARIABLE_BYTES),
      AGENT_PROMPT_FILE: join(visible, PROMPT_FILE),
      AGENT_EVENTS_FILE: join(visible, EVENTS_FILE),
    },
    stdin: { text, keepOpen: false },
    exchange: { source: folder, target: visible },
    events: { file: events, parse: (line) => parseAgentEvent(line, context.runId, context.redaction) },
  };
}

/** A step without an agent: a gate, an install command. */
export const prepareCommand = (step: StepSpec, text: string): PreparedStep => ({
  argv: argvOf(step),
  env: step.env,
  stdin: { text, keepOpen: false },
});

export const argvOf = ({ command }: StepSpec): readonly string[] =>
  typeof command === 'string' ? ['/bin/sh', '-c', command] : command;
