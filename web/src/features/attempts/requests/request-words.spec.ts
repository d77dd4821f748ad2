import { toolDoes } from './request-words';

test.each([
  ['Bash', 'run a command'],
  ['run_shell_command', 'run a command'],
  ['Write', 'write a file'],
  ['MultiEdit', 'edit a file'],
  ['str_replace', 'edit a file'],
  ['WebFetch', 'fetch a page'],
  ['mcp__mail__send', 'use send of mail'],
  ['Deploy', 'use Deploy'],
])('what %s is for is said as: %s', (tool, words) => {
  expect(toolDoes(tool)).toBe(words);
});
