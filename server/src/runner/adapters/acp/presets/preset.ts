import type { PermissionMode } from '../../../../contracts/agent-request.js';
import type { AgentSpec } from '../../../../platform/process/run-protocol/run-spec.js';

/** What an agent needs to be told in its own way, because the protocol has no words for it. */
export interface AcpPreset {
  /** As its makers call it. */
  readonly title: string;
  /** Its own modes, the best one first; without one that it has, it stays in its usual mode and is held by us. */
  readonly modes: Readonly<Partial<Record<PermissionMode, readonly string[]>>>;
  /** Files that it reads, by name; they lie in `folder`, which holds nothing else. */
  readonly files?: (setup: AgentSetup) => Readonly<Record<string, unknown>>;
  readonly env?: (setup: AgentSetup) => Readonly<Record<string, string>>;
  /** Commands of a shell that run in its sandbox before it does. */
  readonly before?: (setup: AgentSetup) => string;
  /** What it runs of a repository and cannot be told to leave: in its sandbox these are empty. */
  readonly masked?: readonly string[];
  /** The id of the way to sign in, when it asks for one. */
  readonly authMethod?: string;
  /** Its model is chosen by files or environment, so that nothing is left to choose in the session. */
  readonly modelIsSet?: true;
  /** It answers that a session is loaded before it has told all of its history. */
  readonly tellsHistoryLate?: true;
  /** What it says of tokens at the end of a prompt: of the whole prompt, or of the last call of its model, which is no total. */
  readonly usage?: 'of the prompt' | 'of the last call';
}

export interface AgentSetup {
  readonly agent: AgentSpec;
  /** Where the agent finds the files. */
  readonly folder: string;
}

/** Every agent that speaks the protocol. */
export const ANY_AGENT: AcpPreset = {
  title: 'The agent',
  modes: { plan: ['plan', 'read-only', 'architect'], ask: ['default', 'ask'] },
};
