import { jest } from '@jest/globals';
import { waitFor } from '@testing-library/react';
import { api } from '@/lib/api/client';
import { useContact } from './contact';

/** A network that can be cut: requests to the API that are under way then hear no more of it. */
function network() {
  let isThere = true;
  globalThis.fetch = jest.fn((input: string | URL | Request, init?: RequestInit) => {
    if (input === '/healthz')
      return isThere ? Promise.resolve(Response.json({})) : Promise.reject(new TypeError('Failed to fetch'));
    return new Promise<Response>((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
    });
  });
  return {
    set: (there: boolean) => {
      isThere = there;
      jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(there);
      window.dispatchEvent(new Event(there ? 'online' : 'offline'));
    },
    goOffline: () => window.dispatchEvent(new Event('offline')),
    asked: () => jest.mocked(fetch).mock.calls.length,
  };
}

const answers = () => useContact.getState().answers;

test('what waits for an answer fails when the network goes, and all is well when it is back', async () => {
  const { set } = network();
  const sent = api.GET('/api/projects').catch((error: unknown) => error);
  set(false);
  expect(await sent).toMatchObject({ detail: 'You are offline.' });
  expect(answers()).toBe(false);
  set(true);
  await waitFor(() => expect(answers()).toBe(true));
});

test('a server that answers without a network, as one on this machine does, is not lost', async () => {
  const { goOffline, asked } = network();
  const seen: boolean[] = [];
  const off = useContact.subscribe((contact) => seen.push(contact.answers));
  goOffline();
  await waitFor(() => expect(asked()).toBe(1));
  await Promise.resolve();
  off();
  expect(seen).not.toContain(false);
});

test('a server that is away is asked for until it is back, without a word from the browser', async () => {
  jest.useFakeTimers();
  let isThere = false;
  const ask = jest.fn(() =>
    isThere ? Promise.resolve(Response.json({})) : Promise.reject(new TypeError('Failed to fetch')),
  );
  globalThis.fetch = ask;
  await api.GET('/api/projects').catch(() => undefined);
  await jest.advanceTimersByTimeAsync(0);
  expect(answers()).toBe(false);
  isThere = true;
  await jest.advanceTimersByTimeAsync(2_000);
  expect(answers()).toBe(true);
  const count = ask.mock.calls.length;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(ask.mock.calls).toHaveLength(count);
  jest.useRealTimers();
});

test('a request that takes long is a reason to ask', async () => {
  jest.useFakeTimers();
  const { asked } = network();
  const sent = api.GET('/api/projects').catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(7_000);
  expect(asked()).toBe(1);
  await jest.advanceTimersByTimeAsync(2_000);
  expect(asked()).toBe(2);
  jest.useRealTimers();
  window.dispatchEvent(new Event('online'));
  void sent;
});
