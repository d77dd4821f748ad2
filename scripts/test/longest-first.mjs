import Sequencer from '@jest/test-sequencer';

/** Files that take long for their size, the longest first. Without it Jest begins with the largest files, and waits at the end. */
const LONG = [
  'agent-conformance-opencode',
  'agent-conformance-gemini',
  'agent-conformance-claude',
  'agent-containment',
  'agent-first-turn',
  'retention',
  'claude-adapter',
  'agent-budgets',
  'instance',
  'attempt-crash',
  'attempt-kill-points',
  'runner-containment',
  'agent-conformance-anthropic',
  'agent-conformance-acp',
  'attempt-merge',
  'attempt-gates',
];

const rankOf = ({ path }) => {
  const rank = LONG.findIndex((name) => path.endsWith(`/${name}.int.spec.ts`));
  return rank < 0 ? LONG.length : rank;
};

export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
