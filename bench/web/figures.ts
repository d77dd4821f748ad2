import type { Figure } from '../figure.js';
import { boardOf } from './figures/board.js';
import { dayOfEvents } from './figures/day.js';
import { diffs } from './figures/diff.js';
import { lighthouseScores } from './figures/lighthouse.js';
import { liveLog } from './figures/log.js';

/** In the order of the table. */
export const WEB_FIGURES: readonly Figure[] = [
  boardOf(1_000, true),
  boardOf(5_000, false),
  liveLog,
  diffs,
  dayOfEvents,
  lighthouseScores,
];
