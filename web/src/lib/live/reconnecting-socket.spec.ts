/** @jest-environment-options {"url": "https://board.example.org/"} */
import { jest } from '@jest/globals';
import { fakeSockets } from '@/lib/testing/fake-socket';
import { openSocket, type Connection } from './reconnecting-socket';

function watch() {
  jest.useFakeTimers();
  const sockets = fakeSockets();
  const states: Connection[] = [];
  const close = openSocket({
    url: () => '/ws',
    onFrame: () => undefined,
    onConnection: (state) => states.push(state),
  });
  return { sockets, states, close };
}

afterEach(() => jest.useRealTimers());

test('a lost network is said at once, though its connection still counts as open, and is tried again', () => {
  const { sockets, states, close } = watch();
  sockets.made[0]?.open();
  window.dispatchEvent(new Event('offline'));
  expect(states).toEqual(['connecting', 'open', 'lost']);
  jest.advanceTimersByTime(5_000);
  expect(sockets.made.length).toBeGreaterThan(1);
  close();
});

test('who comes back to the page does not wait for the next try', () => {
  const { sockets, close } = watch();
  sockets.made[0]?.open();
  sockets.made[0]?.drop();
  window.dispatchEvent(new Event('focus'));
  expect(sockets.made).toHaveLength(2);
  close();
});
