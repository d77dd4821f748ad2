import type { AgentSpec, StepSpec } from '../../src/platform/process/run-protocol/run-spec.js';
import type { Block, TurnUsage } from '../support/model-server/turn.js';

/** What the suite must know of one agent behind its adapter. */
export interface Harness {
  /** Why it cannot run here; its cases are skipped then, and say it. */
  readonly missing?: string | undefined;
  readonly conduct: Conduct;
  /** How the agent's model calls its tools. */
  readonly tools: Tools;
  launch(scene: Surroundings): Launch;
}

export interface Surroundings {
  /** Where the scripted model listens. */
  readonly modelUrl: string;
  /** To be sent to the model, and to be seen nowhere. */
  readonly key: string;
  readonly workspace: string;
  /** Of the agent; the same again when a session goes on. */
  readonly home: string;
}

export interface Launch {
  readonly agent: Pick<AgentSpec, 'adapter' | 'preset' | 'model' | 'credentials'>;
  readonly command: StepSpec['command'];
  readonly env?: Readonly<Record<string, string>>;
  /** Shown in the sandbox beside what is always there. */
  readonly readOnly?: readonly string[];
}

export interface Tools {
  write(path: string, content: string): Block;
  run(command: string): Block;
  /** Where it is the model that says which command is to be asked about. */
  runAsking?(command: string): Block;
  /** Where the agent can ask its user something. */
  ask?(question: string, options: readonly string[]): Block;
}

export interface Conduct {
  /** Which amounts the agent tells when its model used these; null: it tells none. */
  usage(turns: readonly TurnUsage[]): ToldUsage | null;
  /** It asks before it writes. */
  readonly asks: boolean;
  readonly resumes: boolean;
  /** Which budgets stop it in the middle of its work. */
  readonly budgets: readonly ('tokens' | 'turns' | 'cost')[];
  /** What a rate limit with a known end leads to; undefined where the provider knows none. */
  readonly rateLimited: 'waiting is shown' | 'it waits by itself' | 'it fails';
  readonly refusals: {
    readonly unauthorized: Refusal;
    readonly rateLimited: Refusal;
    readonly overloaded: Refusal;
  };
  /** Files of a repository that would run `canary`, or send the model's requests to `decoyUrl`. */
  hostileFiles?(canary: string, decoyUrl: string): Readonly<Record<string, string>>;
}

export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of a USAGE event. */
export interface ToldUsage {
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
}

/** What Anthropic's API answers. */
export const ANTHROPIC_REFUSALS: Conduct['refusals'] = {
  unauthorized: { status: 401, error: 'authentication_error' },
  rateLimited: { status: 429, error: 'rate_limit_error', headers: { 'retry-after': '1' } },
  overloaded: { status: 529, error: 'overloaded_error' },
};

/** Every amount is told. */
export const wholeUsage = (turns: readonly TurnUsage[]): ToldUsage => ({
  input_tokens: sumOf(turns, 'input'),
  output_tokens: sumOf(turns, 'output'),
  cache_read_tokens: sumOf(turns, 'cacheRead'),
  cache_write_tokens: sumOf(turns, 'cacheWrite'),
});

/** OpenAI's API tells nothing of what was written to a cache: it is input like any other. `written`: what its agent says of it. */
export function openaiUsage(turns: readonly TurnUsage[], written: 0 | null): ToldUsage {
  const { input_tokens, cache_write_tokens, ...rest } = wholeUsage(turns);
  return {
    ...rest,
    input_tokens: (input_tokens ?? 0) + (cache_write_tokens ?? 0),
    cache_write_tokens: written,
  };
}

export const sumOf = (turns: readonly TurnUsage[], amount: keyof TurnUsage): number =>
  turns.reduce((sum, turn) => sum + turn[amount], 0);
