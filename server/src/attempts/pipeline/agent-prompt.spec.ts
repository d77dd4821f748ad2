import { writePrompt } from './agent-prompt.js';

const task = {
  key: 'ANT-7',
  title: 'Count ants',
  description: '',
  criteria: [],
  subtasks: [],
  keepsTaskList: false,
  focusFiles: [],
  instructions: null,
  conflicts: { branch: 'main', files: [] },
  feedback: null,
  comments: [],
};

const comment = {
  path: 'src/count.ts',
  oldPath: null,
  side: 'new' as const,
  startLine: null,
  line: 7,
  isGone: false,
  severity: 'major' as const,
  code: 'let ants = 0;',
  body: ' Count them. ',
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
    expect(prompt).toMatch(/## Requested changes\n\n.*\n\nQueens are missing\.\n\n##/);
    expect(prompt).toContain('## Instructions\n\nBe brief.');
  });

  test('has the subtasks with what is done of them, and where the agent says so itself', () => {
    const subtasks = [
      { title: 'Count workers', description: '', done: true },
      { title: 'Count queens', description: 'Inputs: nests\nTest plan: twice', done: false },
    ];
    const list =
      '## Subtasks\n\n1. [x] Count workers\n2. [ ] Count queens\n   Inputs: nests\n   Test plan: twice\n';
    expect(writePrompt({ ...task, subtasks })).toBe(`# ANT-7: Count ants\n\n${list}`);
    const forClaude = writePrompt({ ...task, subtasks, keepsTaskList: true });
    expect(forClaude).toContain(`${list}\nThey are in your task list`);
  });

  test('has each comment with file, lines, severity and code, also without feedback', () => {
    const prompt = writePrompt({
      ...task,
      comments: [
        comment,
        { ...comment, severity: 'nit', startLine: 3, line: 5, side: 'old', body: 'Why gone?' },
        { ...comment, isGone: true },
        { ...comment, side: 'old', oldPath: 'src/sum.ts' },
      ],
    });
    expect(prompt).toMatch(/## Requested changes\n\n.*commented on these lines.*\n\n###/);
    expect(prompt).toContain(
      '### 1. major: src/count.ts, line 7\n\n```\nlet ants = 0;\n```\n\nCount them.\n\n### 2.',
    );
    expect(prompt).toContain('### 2. nit: src/count.ts, lines 3-5 of the file before your changes\n');
    expect(prompt).toContain('### 3. major: src/count.ts, line 7 (not there any more)\n');
    expect(prompt).toContain(
      '### 4. major: src/sum.ts, line 7 of the file before your changes (it is src/count.ts now)\n',
    );
  });

  test('names the files in conflict, one a line, before what is to be done about the rest', () => {
    const prompt = writePrompt({
      ...task,
      conflicts: { branch: 'develop', files: ['src/count.ts', 'a\n# b.md'] },
      feedback: 'Queens are missing.',
    });
    expect(prompt).toMatch(/## Conflicts to resolve\n\n.*`develop`.*\n\n- src\/count\.ts\n- a # b\.md\n\n/);
    expect(prompt).toMatch(/leave no marker.*\n\n## Requested changes\n/);
  });

  test('quotes code that has fences of its own, and no file name makes a line', () => {
    const prompt = writePrompt({
      ...task,
      comments: [{ ...comment, path: 'a\n# b.md', code: '````\nx\n````' }],
    });
    expect(prompt).toContain('### 1. major: a # b.md, line 7\n\n`````\n````\nx\n````\n`````\n');
  });
});
