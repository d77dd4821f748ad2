import type { Figure } from './figure.js';
import { agentStart } from './figures/agent-start.js';
import { agentTokens } from './figures/agent-tokens.js';
import { attemptOverhead } from './figures/attempt-overhead.js';
import { board } from './figures/board.js';
import { eventPipeline } from './figures/event-pipeline.js';
import { fanOut } from './figures/fan-out.js';
import { largeDiff } from './figures/large-diff.js';
import { lineLatency } from './figures/line-latency.js';
import { memory } from './figures/memory.js';
import { moveCard } from './figures/move-card.js';
import { startUp } from './figures/start-up.js';
import { workspace } from './figures/workspace.js';

/** In the order of the table. */
export const FIGURES: readonly Figure[] = [
  eventPipeline,
  lineLatency,
  attemptOverhead,
  workspace,
  board,
  moveCard,
  largeDiff,
  fanOut,
  startUp,
  memory,
  agentStart,
  agentTokens,
];
