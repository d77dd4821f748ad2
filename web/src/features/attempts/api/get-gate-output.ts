import { queryOptions } from '@tanstack/react-query';
import { problemFrom } from '@/lib/api/problem';
import { keys } from '@/lib/api/query-keys';
import { urls } from '@/lib/paths';

/** Enough of an output to read; the rest is one download away. */
const SHOWN_BYTES = 256 * 1024;
/** No range fits into an output without a byte. */
const EMPTY = 416;

async function getGateOutput(ref: string, signal: AbortSignal) {
  const response = await fetch(urls.artifact(ref), { signal, headers: { Range: `bytes=-${SHOWN_BYTES}` } });
  if (response.status === EMPTY) return { text: '', cut: false };
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  // The server answers every range with 206, one that begins at the first byte too.
  const beginning = response.headers.get('Content-Range')?.startsWith('bytes 0-') ?? true;
  return { text: await response.text(), cut: !beginning };
}

export const gateOutputQuery = (ref: string) =>
  queryOptions({
    queryKey: keys.gateOutput(ref),
    queryFn: ({ signal }) => getGateOutput(ref, signal),
    staleTime: Infinity,
  });
