import { queryOptions } from '@tanstack/react-query';
import { problemFrom } from '@/lib/api/problem';
import { keys } from '@/lib/api/query-keys';
import { urls } from '@/lib/paths';

/** Enough of an output to read; failures stand at the end. */
const SHOWN_BYTES = 256 * 1024;
/** As much as a page can hold and search; the rest is in the download. */
const MOST_BYTES = 16 * 1024 * 1024;
/** No range fits into an output without a byte. */
const EMPTY = 416;

async function getGateOutput(ref: string, bytes: number, signal: AbortSignal) {
  const response = await fetch(urls.artifact(ref), { signal, headers: { Range: `bytes=-${bytes}` } });
  if (response.status === EMPTY) return { text: '', cut: false };
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
  // The server answers every range with 206, one that begins at the first byte too.
  const beginning = response.headers.get('Content-Range')?.startsWith('bytes 0-') ?? true;
  return { text: await response.text(), cut: !beginning };
}

/** The end of an output, or as much of it as can be shown. */
export const gateOutputQuery = (ref: string, most = false) =>
  queryOptions({
    queryKey: [...keys.gateOutput(ref), most],
    queryFn: ({ signal }) => getGateOutput(ref, most ? MOST_BYTES : SHOWN_BYTES, signal),
    staleTime: Infinity,
    // Outputs are large: those that nobody looks at are given up early.
    gcTime: 30_000,
  });
