import { taskBranch } from './task-branch.js';

const id = '01a1fbf5-1a76-75ff-b692-676d1bf37326';

test.each([
  ['Say world', 'ak/dr-1-say-world-1bf37326'],
  ['  Größe: ../../x  ', 'ak/dr-1-gro-e-x-1bf37326'],
  ['日本語', 'ak/dr-1-1bf37326'],
  ['a'.repeat(100), `ak/dr-1-${'a'.repeat(40)}-1bf37326`],
])('the branch of "%s" is %s', (title, branch) => {
  expect(taskBranch({ id, key: 'DR-1', title, branch_name: null })).toBe(branch);
});

test('the branch stays when the task is renamed', () => {
  expect(taskBranch({ id, key: 'DR-1', title: 'New', branch_name: 'ak/dr-1-old' })).toBe('ak/dr-1-old');
});
