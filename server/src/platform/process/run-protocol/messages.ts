import type { RequestAnswer } from '../../../contracts/agent-request.js';

/** Raised when a server and a runner of different versions would misunderstand each other. */
export const PROTOCOL_VERSION = 2;

/**
 * Control socket: the client sends one JSON line, the runner replies with one JSON line.
 * After a granted `attach` the connection carries the spool, byte for byte, from `from` on.
 */
export type ClientMessage = Credentials & ClientRequest;

export interface Credentials {
  protocol: number;
  runId: string;
  token: string;
  /** A runner refuses every fence below the highest that it has seen. */
  fence: number;
}

export type ClientRequest =
  | { type: 'attach'; from: number }
  /** Whether it answers at all; a runner that does not know it yet refuses, and so does answer. */
  | { type: 'ping' }
  | { type: 'cancel' }
  /** A budget that only the server can see to the end of is used up; `detail` says which. */
  | { type: 'over_budget'; detail: string }
  | { type: 'answer'; requestId: string; answer: RequestAnswer }
  | { type: 'acknowledge' };

export type RunnerReply = { ok: true } | { ok: false; reason: RefusalReason };

export type RefusalReason =
  'unauthorized' | 'superseded' | 'unsupported_protocol' | 'bad_offset' | 'bad_request';
