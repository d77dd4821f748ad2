import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

export type SourceKind = 'folder' | 'url';

/** What the server finds at a path or URL; a question, though it is asked by POST. */
export const inspectionQuery = (source: SourceKind, location: string) =>
  queryOptions({
    queryKey: keys.inspection(source, location),
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/projects/inspect', {
          body: source === 'folder' ? { local_path: location } : { repo_url: location },
          signal,
        }),
      ),
    enabled: location !== '',
    retry: false,
    staleTime: 10_000,
  });
