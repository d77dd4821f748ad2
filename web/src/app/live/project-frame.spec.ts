import { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { messageRow, taskRow } from '@/lib/testing/rows';
import { applyProjectFrames, type ProjectFrame } from './project-frame';

const PROJECT = 'project-1';
const first = taskRow({ id: 'first', version: 3 });
const second = taskRow({ id: 'second' });

function board() {
  const client = new QueryClient();
  client.setQueryData(keys.tasks(PROJECT), [first, second]);
  return {
    push: (...frames: ProjectFrame[]) => applyProjectFrames(client, PROJECT, frames),
    tasks: () => client.getQueryData<Task[]>(keys.tasks(PROJECT)) ?? [],
  };
}

test('a push changes its own row and leaves the others as they are', () => {
  const { push, tasks } = board();
  push({ type: 'task.upserted', row: { ...first, title: 'New title', version: 4 } });
  expect(tasks()[0]?.title).toBe('New title');
  expect(tasks()[1]).toBe(second);
});

test('a push that is older than what is shown changes nothing', () => {
  const { push, tasks } = board();
  push({ type: 'task.upserted', row: { ...first, title: 'Old title', version: 2 } });
  expect(tasks()[0]?.title).toBe(first.title);
});

test('an archived and a deleted task leave the board', () => {
  const { push, tasks } = board();
  push({ type: 'task.upserted', row: { ...first, archived_at: '2026-01-11T08:00:00Z', version: 4 } });
  push({ type: 'task.deleted', row: second });
  expect(tasks()).toEqual([]);
});

test('a message of somebody else counts as unread, one of the reader’s own does not', () => {
  const client = new QueryClient();
  client.setQueryData(keys.unread(PROJECT), { first: 1 });
  const say = (task_id: string, sender_type: 'user' | 'lead') =>
    applyProjectFrames(client, PROJECT, [
      { type: 'message.created', row: messageRow({ task_id, sender_type }) },
    ]);
  say('first', 'lead');
  say('second', 'lead');
  say('first', 'user');
  expect(client.getQueryData(keys.unread(PROJECT))).toEqual({ first: 2, second: 1 });
});
