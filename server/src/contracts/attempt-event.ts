import type { AgentRequest, AnsweredRequest } from './agent-request.js';
import type { ArtifactKind, AttemptPhase, AttemptStatus, GateName } from './attempt-status.js';

export const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface FileChange {
  path: string;
  additions: number;
  deletions: number;
}

/** What happened in an attempt: the kinds and payloads of the wire contract. Durations in ms. */
export type AttemptEvent =
  | {
      kind: 'LOG';
      payload: {
        level: LogLevel;
        message: string;
        stream: 'stdout' | 'stderr' | null;
        run_id: string | null;
        /** Bytes of the line that are only in the raw log. */
        truncated_bytes?: number;
      };
    }
  | { kind: 'PROGRESS'; payload: { phase: AttemptPhase; step: number; total: number; message: string } }
  | {
      kind: 'COMMAND';
      payload: { cmd: string; cwd: string; exit_code?: number | null; duration_ms?: number };
    }
  | {
      kind: 'MESSAGE';
      /** `parent_id`: of the tool call that began the thread in which it was said; absent in the main one. */
      payload: { role: string; text: string; run_id: string | null; parent_id?: string };
    }
  | {
      kind: 'TOOL';
      payload: {
        id: string;
        name: string;
        tool_kind: string;
        status: string;
        input?: unknown;
        output?: unknown;
        diff?: unknown;
        parent_id?: string;
      };
    }
  | { kind: 'PATCH'; payload: { files: FileChange[]; diff_snippet: string } }
  | {
      kind: 'GATE_RESULT';
      payload: {
        gate: GateName;
        exit_code: number | null;
        output_ref: string | null;
        duration_ms: number;
        newly_failing: boolean;
      };
    }
  | { kind: 'ARTIFACT'; payload: { kind: ArtifactKind; ref: string } }
  | { kind: 'STATUS'; payload: { from: AttemptStatus | null; to: AttemptStatus; reason?: string } }
  | {
      kind: 'USAGE';
      /** Totals of the agent run so far; null where the agent does not say. Cached input is in neither of the first two. */
      payload: {
        input_tokens: number | null;
        output_tokens: number | null;
        cost_usd: number | null;
        cache_read_tokens?: number | null;
        cache_write_tokens?: number | null;
      };
    }
  | { kind: 'REQUEST'; payload: AgentRequest | AnsweredRequest }
  | { kind: 'ERROR'; payload: { message: string; detail: string | null } };

/** An event as it is stored and streamed; `seq` starts at 1 and has no gaps within its attempt. */
export interface StoredAttemptEvent {
  attempt_id: string;
  seq: number;
  ts: string;
  event: AttemptEvent;
}

/** Frames of `/ws/attempts/{attempt_id}`. */
export type AttemptFrame =
  | ({ type: 'event' } & StoredAttemptEvent)
  | { type: 'events'; events: StoredAttemptEvent[] }
  | { type: 'end'; status: AttemptStatus };
