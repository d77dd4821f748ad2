import { normaliseLabels } from './task-labels.js';

describe('normaliseLabels', () => {
  it('trims, lower-cases and puts dashes for gaps', () => {
    expect(normaliseLabels(['  Good First\tIssue ', 'needs_review', '--a--b--'])).toEqual([
      'good-first-issue',
      'needs-review',
      'a-b',
    ]);
  });

  it('drops empty ones and repetitions and keeps the order', () => {
    expect(normaliseLabels(['ui', ' ', 'Bug', 'UI', 'bug '])).toEqual(['ui', 'bug']);
  });

  it('keeps letters of every language', () => {
    expect(normaliseLabels(['Größe', '日本 語'])).toEqual(['größe', '日本-語']);
  });
});
