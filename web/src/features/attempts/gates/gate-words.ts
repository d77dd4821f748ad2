import type { Gate } from '@/lib/api/types';

export const isFailing = (gate: Gate): boolean => ['failed', 'timed_out', 'error'].includes(gate.status);

/** What a state means for a person who waits for it. */
export function stateWords(gate: Gate, gates: readonly Gate[]): string | null {
  if (gate.detail !== null) return gate.detail;
  switch (gate.status) {
    case 'queued':
      return 'Waits for its turn: the gates run one after the other.';
    case 'running':
      return 'Running on a fresh checkout of the result.';
    case 'skipped': {
      const install = gates.find(({ gate: name }) => name === 'install');
      return gate.gate !== 'install' && install && isFailing(install)
        ? 'Skipped, because the install command failed.'
        : 'Skipped: the run ended before it.';
    }
    case 'timed_out':
      return 'Stopped, because its time was up.';
    case 'error':
      return 'It could not be run to its end.';
    case 'passed':
    case 'failed':
      return null;
  }
}

export interface Remark {
  text: string;
  why: string;
  tone: 'ochre' | 'brick' | 'stone';
}

const when = (is: boolean, remark: Remark): Remark[] => (is ? [remark] : []);

/** What must be known of a result beside its colour. */
export function remarks(gate: Gate): Remark[] {
  const failing = isFailing(gate);
  return [
    ...when(failing && gate.baseline === 'passed', {
      text: 'Newly failing',
      why: 'The same command passes on the base: this change broke it.',
      tone: 'brick',
    }),
    ...when(failing && gate.baseline === 'failed', {
      text: 'Failed before too',
      why: 'The same command fails on the base as well: this change is not to blame.',
      tone: 'stone',
    }),
    ...when(gate.stale, {
      text: 'Stale',
      why: 'It ran on an older tree: the result has changed since. Rerun it to know.',
      tone: 'ochre',
    }),
    ...when(gate.mutated_tree, {
      text: 'Changed files',
      why: 'The command changed files that git tracks while it ran; those changes are not part of the result.',
      tone: 'ochre',
    }),
  ];
}
