import { summarise } from './summarise.js';

describe('the summary of an attempt whose agent said nothing', () => {
  test('names files, gates and what remains', () => {
    const summary = summarise({
      diff: { files: 2, additions: 5, deletions: 1 },
      gates: [
        { gate: 'test', status: 'passed', exit_code: 0, baseline: null },
        { gate: 'lint', status: 'failed', exit_code: 3, baseline: 'failed' },
      ],
      failure: null,
    });
    expect(summary).toBe(
      [
        '2 files changed, 5 lines added, 1 removed.',
        '- test: passed',
        '- lint: failed (exit code 3), as it does on the base',
        'What remains: lint.',
      ].join('\n\n'),
    );
  });

  test('counts one file and one line as one', () => {
    const diff = { files: 1, additions: 1, deletions: 0 };
    expect(summarise({ diff, gates: [], failure: null })).toBe('1 file changed, 1 line added, 0 removed.');
  });

  test('says what failed and that nothing was changed', () => {
    const failure = {
      reason: 'agent_failed',
      message: 'The agent exited with code 1.',
      retryable: true,
    } as const;
    expect(summarise({ diff: null, gates: [], failure })).toBe(
      'The attempt failed: The agent exited with code 1.\n\nNothing was changed.',
    );
  });
});
