import { jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { gateOutputQuery } from './get-gate-output';

const read = (response: Response) => {
  globalThis.fetch = jest.fn<typeof fetch>().mockResolvedValue(response);
  return new QueryClient().query(gateOutputQuery('artifact'));
};

test.each([
  ['bytes 0-4/5', false],
  ['bytes 9-13/14', true],
])('an answer of %s is cut: %s', async (range, cut) => {
  const response = new Response('lines', { status: 206, headers: { 'Content-Range': range } });
  expect(await read(response)).toEqual({ text: 'lines', cut });
});

test('an output without a byte is empty, not an error', async () => {
  const response = new Response(null, { status: 416, headers: { 'Content-Range': 'bytes */0' } });
  expect(await read(response)).toEqual({ text: '', cut: false });
});
