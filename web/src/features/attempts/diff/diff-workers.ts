import type { WorkerInitializationRenderOptions, WorkerPoolOptions } from '@pierre/diffs/worker';
import DiffWorker from '@pierre/diffs/worker/worker.js?worker';
import { DIFF_THEME } from './diff-theme';

/** Colours are found beside the page: a long file never keeps it from answering. */
export const DIFF_WORKERS: WorkerPoolOptions = {
  workerFactory: () => new DiffWorker(),
  poolSize: 2,
  mainThreadMaxCharacters: 4000,
};

export const HIGHLIGHTING: WorkerInitializationRenderOptions = {
  theme: DIFF_THEME,
  preferredHighlighter: 'shiki-js',
  lineDiffType: 'word-alt',
};
