import type { QueryClient } from '@tanstack/react-query';
import { isMergePreview, keys } from '@/lib/api/query-keys';
import type { Comment } from '@/lib/api/types';
import { isSaving } from '../comments/comment-state';

/** The push of a comment may be here before the answer that ends its saving. */
const becomes = (saving: Comment, saved: Comment): boolean =>
  isSaving(saving) &&
  saving.path === saved.path &&
  saving.side === saved.side &&
  saving.line === saved.line &&
  saving.body.trim() === saved.body.trim();

/** State and position are those of one attempt; another one's list keeps its own, as long as that can be known. */
function merge(known: Comment, row: Comment): Comment {
  const resolved = row.state === 'resolved' ? row.state : known.state;
  return { ...row, position: known.position, seen_in: known.seen_in, state: resolved };
}

/** They count the open comments; the one or two that are shown are asked for again. */
const askPreviewsAgain = (client: QueryClient): void =>
  void client.invalidateQueries({ predicate: ({ queryKey }) => isMergePreview(queryKey) });

/** Puts a comment into every list that shows it. */
export function upsertComment(client: QueryClient, row: Comment): void {
  for (const [key, comments] of client.getQueriesData<Comment[]>({ queryKey: keys.allComments })) {
    if (!comments) continue;
    const here = key[1] === row.seen_in;
    const known = comments.find(({ id }) => id === row.id);
    if (known ? known.version > row.version : !here) continue;
    if (!known) client.setQueryData(key, [...comments.filter((entry) => !becomes(entry, row)), row]);
    else if (here || known.state !== 'resolved')
      client.setQueryData(
        key,
        comments.map((entry) => (entry.id === row.id ? (here ? row : merge(entry, row)) : entry)),
      );
    // Reopened: what it is then in that attempt, the server alone knows.
    else void client.invalidateQueries({ queryKey: key });
  }
  askPreviewsAgain(client);
}

/** Changes a comment wherever it is shown in the version that the change is for. */
export function patchComment(client: QueryClient, { id, version }: Comment, part: Partial<Comment>): void {
  client.setQueriesData<Comment[]>({ queryKey: keys.allComments }, (comments) =>
    comments?.map((entry) => (entry.id === id && entry.version === version ? { ...entry, ...part } : entry)),
  );
}

export function removeComment(client: QueryClient, id: string): void {
  client.setQueriesData<Comment[]>({ queryKey: keys.allComments }, (comments) =>
    comments?.filter((entry) => entry.id !== id),
  );
  askPreviewsAgain(client);
}
