import { queryOptions } from '@tanstack/react-query';
import { problemFrom } from '@/lib/api/problem';
import { keys } from '@/lib/api/query-keys';
import { urls } from '@/lib/paths';

/** Enough of an output to read; the rest is one download away. */
const SHOWN_BYTES = 256 * 1024;

async function getGateOutput(ref: string, signal: AbortSignal) {
  const response = await fetch(urls.artifact(ref), { signal, headers: { Range: `bytes=-${SHOWN_BYTES}` } });
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  return { text: await response.text(), cut: response.status === 206 };
}

export const gateOutputQuery = (ref: string) =>
  queryOptions({
    queryKey: keys.gateOutput(ref),
    queryFn: ({ signal }) => getGateOutput(ref, signal),
    staleTime: Infinity,
  });
