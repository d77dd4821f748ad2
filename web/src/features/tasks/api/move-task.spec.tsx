import { jest } from '@jest/globals';
import { QueryClient, QueryClientProvider, QueryObserver } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { keys } from '@/lib/api/query-keys';
import { problemFrom } from '@/lib/api/problem';
import type { Task } from '@/lib/api/types';
import { useAnnouncement } from '@/lib/announce';
import { useNotices } from '@/lib/notify';
import { taskRow } from '@/lib/testing/rows';
import { planMove } from '../board/plan-move';
import { useMoveTask } from './move-task';
import { refusalWords } from './refusal-words';
import { upsertTask } from './task-cache';

const card = taskRow();

function answerWith(status: number, body: unknown) {
  let reply = (): void => undefined;
  const replied = new Promise<void>((resolve) => {
    reply = resolve;
  });
  globalThis.fetch = jest.fn(async () => {
    await replied;
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
  });
  return reply;
}

function board() {
  const client = new QueryClient();
  client.setQueryData(keys.tasks(card.project_id), [card]);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => useMoveTask(card.project_id), { wrapper });
  const drop = { task: card, status: 'done', columnName: 'Done', index: 0 } as const;
  return {
    client,
    move: () => result.current.mutate(planMove([card], [card], drop)),
    shown: () => client.getQueryData<Task[]>(keys.tasks(card.project_id))?.[0],
  };
}

test('a dropped card lies in its new column before the server has answered', async () => {
  const reply = answerWith(200, { ...card, status: 'done', rank: 'b7', version: 2 });
  const { move, shown } = board();
  move();
  await waitFor(() => expect(shown()?.status).toBe('done'));
  expect(shown()?.version).toBe(1);
  reply();
  await waitFor(() => expect(shown()).toMatchObject({ rank: 'b7', version: 2 }));
});

test('a refused card goes back and the refusal is told with its hint', async () => {
  const reply = answerWith(409, {
    code: 'task.guard.not_reviewed',
    detail: 'The reviewer has not passed the current head.',
    hint: 'Ask for a review first.',
  });
  const { move, shown } = board();
  move();
  await waitFor(() => expect(shown()?.status).toBe('done'));
  reply();
  await waitFor(() => expect(shown()).toMatchObject({ status: 'inbox', rank: 'a0' }));
  expect(useNotices.getState().notices.at(-1)).toMatchObject({
    kind: 'problem',
    title: 'ANT-1 was not moved to Done',
    description:
      'The reviewer has not passed its current changes. Let it be reviewed before it goes to Done.',
  });
  expect(useAnnouncement.getState().text).toContain('ANT-1 was not moved to Done and is back where it was.');
});

test('a refetch that a drop interrupts is made up for when the move is answered', async () => {
  const reply = answerWith(200, { ...card, status: 'done', version: 2 });
  const { client, move, shown } = board();
  let asked = 0;
  const observer = new QueryObserver(client, {
    queryKey: keys.tasks(card.project_id),
    queryFn: () => {
      asked += 1;
      return asked === 1 ? new Promise<Task[]>(() => undefined) : [{ ...card, title: 'Missed', version: 3 }];
    },
    staleTime: Infinity,
  });
  const stop = observer.subscribe(() => undefined);
  void client.refetchQueries();
  move();
  await waitFor(() => expect(shown()?.status).toBe('done'));
  reply();
  await waitFor(() => expect(shown()?.title).toBe('Missed'));
  stop();
});

test('a push about a card that is on its way does not draw it where it came from', async () => {
  const reply = answerWith(200, { ...card, status: 'done', version: 3 });
  const { client, move, shown } = board();
  move();
  await waitFor(() => expect(shown()?.status).toBe('done'));
  upsertTask(client, { ...card, title: 'Renamed elsewhere', version: 2 });
  expect(shown()).toMatchObject({ status: 'done', title: 'Renamed elsewhere' });
  reply();
  await waitFor(() => expect(shown()?.version).toBe(3));
});

test.each([
  ['task.guard.no_criteria', 'It has no acceptance criteria yet.'],
  ['task.guard.not_verified', 'The verifier has not passed its current changes.'],
  ['task.guard.not_reviewed', 'The reviewer has not passed its current changes.'],
  ['task.column_full', 'Done takes 3 cards and has them.'],
  ['task.archived', 'It was archived meanwhile.'],
  ['task.not_found', 'It was deleted meanwhile.'],
  ['task.guard.new', 'In the words of the server.'],
])('a move that %s refuses says: %s', (code, words) => {
  const refused = problemFrom(409, { code, detail: 'In the words of the server.', limit: 3 });
  expect(refusalWords(refused, 'Done')).toContain(words);
});
