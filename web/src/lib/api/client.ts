import createClient from 'openapi-fetch';
import { problemFrom, unreachable } from './problem';
import type { paths } from './schema';

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  fetch: (request: Request) =>
    globalThis.fetch(request).catch((error: unknown) => {
      throw request.signal.aborted ? error : unreachable();
    }),
});

/** Waits for an answer and hands out its body; every refusal becomes a `Problem`. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T; // openapi-fetch: `data` is the declared body whenever the response is ok
}
