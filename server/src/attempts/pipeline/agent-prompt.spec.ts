import { writePrompt } from './agent-prompt.js';

const task = {
  key: 'ANT-7',
  title: 'Count ants',
  description: '',
  criteria: [],
  focusFiles: [],
  instructions: null,
  feedback: null,
};

describe('the prompt of an agent', () => {
  test('of a bare task is its title', () => {
    expect(writePrompt(task)).toBe('# ANT-7: Count ants\n');
  });

  test('has description, criteria, focus files, feedback and instructions', () => {
    const prompt = writePrompt({
      ...task,
      description: ' All of them. ',
      criteria: ['counts workers', 'counts queens'],
      focusFiles: ['src/count.ts'],
      instructions: 'Be brief.',
      feedback: 'Queens are missing.',
    });
    expect(prompt).toContain('All of them.');
    expect(prompt).toContain('## Acceptance criteria\n\n- [ ] counts workers\n- [ ] counts queens');
    expect(prompt).toContain('## Focus files\n\n- src/count.ts');
    expect(prompt).toMatch(/## Requested changes\n\n.*\n\nQueens are missing\./);
    expect(prompt).toContain('## Instructions\n\nBe brief.');
  });
});
