import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/lib/api/client';
import { keys } from '@/lib/api/query-keys';

/** Null begins at the home of the server's user. */
export const localFoldersQuery = (path: string | null) =>
  queryOptions({
    queryKey: keys.localFolders(path),
    queryFn: ({ signal }) =>
      answer(api.GET('/api/local-folders', { params: { query: path === null ? {} : { path } }, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  });
