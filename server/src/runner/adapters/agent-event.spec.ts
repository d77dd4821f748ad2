import { describe, expect, it } from '@jest/globals';
import { Redaction } from '../../platform/process/redaction/redactor.js';
import { parseAgentEvent } from './agent-event.js';

const parse = (event: unknown) =>
  parseAgentEvent(
    typeof event === 'string' ? event : JSON.stringify(event),
    'run',
    new Redaction(['hunter22']),
  );

describe('an event that an agent claims', () => {
  it('is completed with what only the runner knows', () => {
    expect(parse({ kind: 'MESSAGE', payload: { text: 'hi', run_id: 'forged' } })).toEqual({
      event: { kind: 'MESSAGE', payload: { role: 'assistant', text: 'hi', run_id: 'run' } },
    });
    expect(parse({ kind: 'LOG', payload: { level: 'WARN', message: 'm', stream: 'stderr' } })).toEqual({
      event: { kind: 'LOG', payload: { level: 'WARN', message: 'm', stream: null, run_id: 'run' } },
    });
    expect(parse({ kind: 'USAGE', payload: { input_tokens: 3 } })).toEqual({
      event: { kind: 'USAGE', payload: { input_tokens: 3, output_tokens: null, cost_usd: null } },
    });
  });

  it.each([
    { kind: 'TOOL', payload: { id: '1', name: 'bash', tool_kind: 'execute', status: 'pending', input: [1] } },
    { kind: 'PROGRESS', payload: { phase: 'agent', step: 1, total: 3, message: 'm' } },
    { kind: 'COMMAND', payload: { cmd: 'ls', cwd: '/', exit_code: null, duration_ms: 1.5 } },
    { kind: 'PATCH', payload: { files: [{ path: 'a', additions: 1, deletions: 0 }], diff_snippet: '' } },
  ])('passes unchanged when it is complete: $kind', (event) => {
    expect(parse(event)).toEqual({ event });
  });

  it.each([
    { kind: 'STATUS', payload: { from: null, to: 'REVIEW_READY' } },
    { kind: 'GATE_RESULT', payload: { gate: 'test', exit_code: 0 } },
    { kind: 'REQUEST', payload: { request_id: '1', decision: 'allow' } },
    { kind: 'ARTIFACT', payload: { kind: 'diff', ref: 'x' } },
    { kind: 'ERROR', payload: { message: 'm', detail: null } },
    { kind: 'MESSAGE', payload: {} },
    { kind: 'USAGE', payload: { input_tokens: -1 } },
    { kind: 'TOOL' },
    'null',
    '[]',
    '{"kind":',
    `{"kind":"TOOL","payload":{"id":"1","name":"n","input":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
  ])('is refused when it is none, or not its to say: %j', (event) => {
    expect(parse(event)).toEqual({ fault: expect.any(String) });
  });

  it('is redacted and made safe in every string, keys included', () => {
    const line = String.raw`{"kind":"TOOL","payload":{"id":"\ud800","name":"a\u0000b","input":{"hunter22":["\u0068unter22"]}}}`;
    expect(parse(line)).toMatchObject({
      event: { payload: { id: '\ufffd', name: 'a\u2400b', input: { '[redacted]': ['[redacted]'] } } },
    });
  });
});
