import { jest } from '@jest/globals';
import { once } from './once';
import { problemFrom, unreachable } from './problem';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const answering = (...answers: (Error | string)[]) => {
  const used: string[] = [];
  const send = (header: { 'Idempotency-Key': string }) => {
    used.push(header['Idempotency-Key']);
    const answer = answers[used.length - 1] ?? 'too late';
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { used, send };
};

test('what met a restart of the server is sent again with the same key', async () => {
  const { used, send } = answering(unreachable(), unreachable(), 'made');
  const made = once(send);
  await jest.runAllTimersAsync();
  expect(await made).toBe('made');
  expect(used).toHaveLength(3);
  expect(new Set(used).size).toBe(1);
});

test('another call has another key', async () => {
  const { used, send } = answering('made', 'made');
  await once(send);
  await once(send);
  expect(new Set(used).size).toBe(2);
});

test('a refusal is not asked again', async () => {
  const { used, send } = answering(problemFrom(409, { code: 'attempt.active' }));
  await expect(once(send)).rejects.toMatchObject({ code: 'attempt.active' });
  expect(used).toHaveLength(1);
});

test('who is offline is told so at once', async () => {
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValueOnce(false);
  const { used, send } = answering(unreachable());
  const failed = expect(once(send)).rejects.toMatchObject({ detail: 'You are offline.' });
  await jest.runAllTimersAsync();
  await failed;
  expect(used).toHaveLength(1);
});

test('after two further tries the failure is told', async () => {
  const { used, send } = answering(unreachable(), unreachable(), unreachable());
  const failed = expect(once(send)).rejects.toMatchObject({ status: 0 });
  await jest.runAllTimersAsync();
  await failed;
  expect(used).toHaveLength(3);
});
