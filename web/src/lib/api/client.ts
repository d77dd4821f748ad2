import createClient from 'openapi-fetch';
import { checkContact, untilLost } from '@/lib/live/contact';
import { isGatewayFault, problemFrom, unreachable } from './problem';
import type { paths } from './schema';

/** Some answers take long; most that take so long do not come. */
const SLOW_MS = 8_000;

/** Fails as soon as it is known that no answer will come: a network that is gone says nothing for minutes. */
async function reach(request: Request): Promise<Response> {
  const slow = setTimeout(checkContact, SLOW_MS);
  try {
    const response = await fetch(request, { signal: AbortSignal.any([request.signal, untilLost()]) });
    if (isGatewayFault(response.status)) checkContact();
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    checkContact();
    throw unreachable();
  } finally {
    clearTimeout(slow);
  }
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: reach });

/** Waits for an answer and hands out its body; every refusal becomes a `Problem`. */
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(response.status, error);
  return data as T; // openapi-fetch: `data` is the declared body whenever the response is ok
}
