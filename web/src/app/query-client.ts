import { MutationCache, notifyManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '@/lib/api/problem';

// Without it a dropped card is drawn for one frame where it came from.
notifyManager.setScheduler(queueMicrotask);

const isSignedOut = (error: unknown): boolean => error instanceof Problem && error.status === 401;

/** A refusal that means something will mean the same the next time; only a lost network is worth a retry. */
const worthRetrying = (failures: number, error: unknown): boolean =>
  failures < 3 && (!(error instanceof Problem) || error.isUnreachable);

export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isSignedOut(error)) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The server may well be on this machine: being offline says nothing about it.
      queries: {
        networkMode: 'always',
        retry: worthRetrying,
        staleTime: 15_000,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
