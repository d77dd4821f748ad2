import type { RunSpec } from '../platform/process/run-protocol/run-spec.js';

const BLOCK = 512;

/** The limit of a file's size in the blocks of 512 bytes that POSIX has for `ulimit -f`. */
export const fileBlocks = ({ limits }: Pick<RunSpec, 'limits'>): number =>
  Math.ceil(limits.fileBytes / BLOCK);

/** In bytes, as the kernel has it. */
export const fileLimitOf = (run: Pick<RunSpec, 'limits'>): number => fileBlocks(run) * BLOCK;
