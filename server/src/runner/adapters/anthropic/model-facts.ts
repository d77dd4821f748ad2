import { familyOf } from '../cost-of.js';

/** The best combination of speed and intelligence, says https://platform.claude.com/docs/en/about-claude/models/overview */
export const DEFAULT_MODEL = 'claude-sonnet-5-5';

export interface ModelFacts {
  /** Tokens that fit into it, answer included. */
  readonly contextWindow: number;
  /** Tokens that one answer may have here; models can do more, and a longer answer is too much to lose. */
  readonly maxOutput: number;
  /** It thinks by itself, and says what it thought when asked to. */
  readonly thinks: boolean;
}

const MILLION = /^claude-(fable|mythos|opus|sonnet|haiku)-5|^claude-opus-4-[678]|^claude-sonnet-4-6/;
const THINKING = /^claude-(fable|mythos|opus|sonnet|haiku)-5/;
const SHORT_ANSWERS = /^claude-3-/;

/** Of an unknown model nothing is expected that only some can do. */
export function factsOf(model: string): ModelFacts {
  const family = familyOf(model);
  return {
    contextWindow: MILLION.test(family) ? 1_000_000 : 200_000,
    maxOutput: SHORT_ANSWERS.test(family) ? 8_000 : 32_000,
    thinks: THINKING.test(family),
  };
}
