import { jest } from '@jest/globals';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';

export interface Asked {
  route: string;
  body: unknown;
  key: string | null;
}

/** A body for 200, or a whole response. */
type Answer = (asked: Asked) => unknown;

export const problem = (status: number, body: Record<string, unknown>): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });

/** Answers by `METHOD /path`; hands out what was asked, in order. Whatever has no answer cannot be reached. */
export function serve(answers: Record<string, Answer>): Asked[] {
  const log: Asked[] = [];
  globalThis.fetch = jest.fn(async (input: unknown) => {
    const request = input as Request;
    const { pathname, search } = new URL(request.url);
    const route = `${request.method} ${pathname}`;
    const text = await request.text();
    const asked = {
      route: route + search,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      key: request.headers.get('Idempotency-Key'),
    };
    log.push(asked);
    const answer = answers[route];
    if (!answer) throw new TypeError('fetch failed');
    const body = await answer(asked);
    return body instanceof Response ? body : Response.json(body);
  });
  return log;
}

/** A promise that the test keeps in its hand. */
export function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

export function withClient(client = new QueryClient({ defaultOptions: { queries: { retry: false } } })) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, wrapper };
}
