import type { Figure } from './figure.js';
import { eventPipeline } from './figures/event-pipeline.js';

/** In the order of the table. */
export const FIGURES: readonly Figure[] = [eventPipeline];
