import { QueryClient } from '@tanstack/react-query';
import { keys } from '@/lib/api/query-keys';
import type { Attempt, Comment, Message, Project, Task } from '@/lib/api/types';
import {
  attemptRow,
  commentRow,
  latestAttemptRow,
  messageRow,
  projectRow,
  taskRow,
} from '@/lib/testing/rows';
import { applyProjectFrames, type ProjectFrame } from './project-frame';

const PROJECT = 'project-1';
const first = taskRow({ id: 'first', version: 3 });
const second = taskRow({ id: 'second' });

function board() {
  const client = new QueryClient();
  client.setQueryData(keys.tasks(PROJECT), [first, second]);
  return {
    client,
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

test('what an attempt does is on its card, on its own page and in the spend of the day', () => {
  const { client, push, tasks } = board();
  const attempt = attemptRow({ task_id: 'first', status: 'RUNNING', version: 2 });
  client.setQueryData(keys.tasks(PROJECT), [{ ...first, latest_attempt: latestAttemptRow() }]);
  client.setQueryData(keys.attempt('attempt-1'), attemptRow());
  client.setQueryData(keys.spendToday(PROJECT), { cost_usd: 1 });
  push({ type: 'attempt.upserted', row: attempt });
  expect(tasks()[0]?.latest_attempt?.status).toBe('RUNNING');
  expect(client.getQueryData<Attempt>(keys.attempt('attempt-1'))?.status).toBe('RUNNING');
  expect(client.getQueryState(keys.spendToday(PROJECT))?.isInvalidated).toBe(true);
});

test('a message, a comment and a new name of the project are there without being asked for', () => {
  const { client, push } = board();
  client.setQueryData<Message[]>(keys.messages('first'), []);
  client.setQueryData<Comment[]>(keys.comments('attempt-1'), []);
  client.setQueryData<Project[]>(keys.projects, [projectRow()]);
  const comments = () => client.getQueryData<Comment[]>(keys.comments('attempt-1'));
  push(
    { type: 'message.created', row: messageRow({ task_id: 'first' }) },
    { type: 'comment.upserted', row: commentRow() },
    { type: 'project.updated', row: projectRow({ name: 'Farm', version: 2 }) },
  );
  expect(client.getQueryData<Message[]>(keys.messages('first'))).toHaveLength(1);
  expect(comments()).toHaveLength(1);
  expect(client.getQueryData<Project[]>(keys.projects)?.[0]?.name).toBe('Farm');
  push({ type: 'comment.deleted', row: { id: 'comment-1' } });
  expect(comments()).toEqual([]);
});

test('subtasks that a new version may have changed are asked for again', () => {
  const { client, push } = board();
  client.setQueryData(keys.subtasks('first'), []);
  push({ type: 'task.upserted', row: { ...first, version: 4 } });
  expect(client.getQueryState(keys.subtasks('first'))?.isInvalidated).toBe(true);
});

test('what an agent asks is asked for again when its attempt is pushed, and only while it may ask', () => {
  const client = new QueryClient();
  const push = (phase: Attempt['phase']) => {
    const row = attemptRow({ status: 'RUNNING', phase });
    client.setQueryData(keys.attempt(row.id), row);
    applyProjectFrames(client, PROJECT, [{ type: 'attempt.upserted', row }]);
    return client.getQueryState(keys.attempt(row.id))?.isInvalidated;
  };
  expect(push('installing')).toBe(false);
  expect(push('agent')).toBe(true);
});
