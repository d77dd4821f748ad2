import { toolWords } from './tool-words';

test.each([
  ['completed', false, null],
  ['failed', true, 'failed'],
  ['denied', false, 'denied'],
])('a call that is %s is one that failed: %s', (status, failed, shown) => {
  const call = { id: '1', name: 'bash', tool_kind: 'execute', status, input: { command: 'ls' } };
  expect(toolWords(call)).toMatchObject({ failed, status: shown, running: false });
});
