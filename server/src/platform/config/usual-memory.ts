import { totalmem } from 'node:os';

const GIB = 1024 ** 3;
const USUAL_BYTES = 8 * GIB;
const PART_OF_MACHINE = 0.75;

/** What a run may have where nobody says: enough for most builds, and never so much that nothing is left. */
export function usualMemoryBytes(): number {
  // In a container the machine's memory is not all to be had.
  const constrained = process.constrainedMemory() || Infinity;
  return Math.min(USUAL_BYTES, Math.floor(Math.min(totalmem(), constrained) * PART_OF_MACHINE));
}
