import type { Figure } from './figure.js';
import { attemptOverhead } from './figures/attempt-overhead.js';
import { eventPipeline } from './figures/event-pipeline.js';
import { lineLatency } from './figures/line-latency.js';
import { workspace } from './figures/workspace.js';

/** In the order of the table. */
export const FIGURES: readonly Figure[] = [eventPipeline, lineLatency, attemptOverhead, workspace];
