import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { LOG_LEVELS } from '../../contracts/attempt-event.js';
import { ATTEMPT_PHASES } from '../../contracts/attempt-status.js';
import { AGENT_EVENT_KINDS, type AgentEvent } from '../../platform/process/run-protocol/run-record.js';
import type { Redaction } from '../../platform/process/redaction/redactor.js';
import type { ParsedEvent } from './adapter.js';
import { cleanJson, TooDeep } from './clean-event.js';

const amount = z._default(z.nullable(z.number().check(z.nonnegative())), null);
const count = z.int().check(z.nonnegative());

const messagePayload = z.object({ role: z._default(z.string(), 'assistant'), text: z.string() });
const logPayload = z.object({ level: z._default(z.enum(LOG_LEVELS), 'INFO'), message: z.string() });
const toolPayload = z.object({
  id: z.string(),
  name: z.string(),
  tool_kind: z._default(z.string(), 'other'),
  status: z._default(z.string(), 'completed'),
  input: z.exactOptional(z.unknown()),
  output: z.exactOptional(z.unknown()),
  diff: z.exactOptional(z.unknown()),
});
const progressPayload = z.object({
  phase: z._default(z.enum(ATTEMPT_PHASES), 'agent'),
  step: count,
  total: count,
  message: z._default(z.string(), ''),
});
const commandPayload = z.object({
  cmd: z.string(),
  cwd: z._default(z.string(), ''),
  exit_code: z.exactOptional(z.nullable(z.int())),
  duration_ms: z.exactOptional(z.number().check(z.nonnegative())),
});
const patchPayload = z.object({
  files: z.array(z.object({ path: z.string(), additions: count, deletions: count })),
  diff_snippet: z._default(z.string(), ''),
});
const usagePayload = z.object({
  input_tokens: amount,
  output_tokens: amount,
  cost_usd: amount,
  cache_read_tokens: z.exactOptional(z.nullable(z.number().check(z.nonnegative()))),
  cache_write_tokens: z.exactOptional(z.nullable(z.number().check(z.nonnegative()))),
});

const envelope = z.object({ kind: z.enum(AGENT_EVENT_KINDS), payload: z.record(z.string(), z.unknown()) });

/** Reads one line that an agent wrote: an event of a kind it may claim, redacted and safe to store. */
export function parseAgentEvent(line: string, runId: string, redaction: Redaction): ParsedEvent {
  try {
    const clean = cleanJson(JSON.parse(line), redaction);
    return { event: toEvent(envelope.parse(clean), runId) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}

function toEvent({ kind, payload }: z.infer<typeof envelope>, runId: string): AgentEvent {
  switch (kind) {
    case 'MESSAGE':
      return { kind, payload: { ...messagePayload.parse(payload), run_id: runId } };
    case 'LOG':
      return { kind, payload: { ...logPayload.parse(payload), stream: null, run_id: runId } };
    case 'TOOL':
      return { kind, payload: toolPayload.parse(payload) };
    case 'PROGRESS':
      return { kind, payload: progressPayload.parse(payload) };
    case 'COMMAND':
      return { kind, payload: commandPayload.parse(payload) };
    case 'PATCH':
      return { kind, payload: patchPayload.parse(payload) };
    case 'USAGE':
      return { kind, payload: usagePayload.parse(payload) };
  }
}

function faultOf(error: unknown): string {
  if (error instanceof $ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`).join('; ');
  }
  return error instanceof TooDeep ? error.message : 'not a JSON object on one line';
}
