import { jest } from '@jest/globals';
import { useQuery } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { setDraft } from '@/lib/drafts';
import { useNotices } from '@/lib/notify';
import { agentRow, latestAttemptRow, projectRow, taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient, type Asked } from '@/lib/testing/serve';
import { tasksQuery } from '../api/get-tasks';
import { upsertTask } from '../api/task-cache';
import { TaskDrawer } from './task-drawer';

const task = taskRow({ description: 'Old words' });
const refusal = () => problem(422, { code: 'task.invalid', detail: 'No.' });

beforeEach(() => {
  localStorage.clear();
  for (const place of ['title', 'description', 'criterion', 'base:title', 'base:description'])
    setDraft(`${place}:task-1`, null);
});

function openDrawer(part: Partial<Task> = {}) {
  const { client, wrapper } = withClient();
  client.setQueryData(keys.tasks(task.project_id), [{ ...task, ...part }]);
  const onClose = jest.fn();
  const onTab = jest.fn();
  const Drawer = () => {
    const { data } = useQuery({ ...tasksQuery(task.project_id), enabled: false });
    const [shown = task] = data ?? [];
    return (
      <TaskDrawer
        project={projectRow()}
        task={shown}
        tasks={[shown, taskRow({ id: 'task-2', number: 2, key: 'ANT-2', title: 'Another' })]}
        agents={[agentRow()]}
        link="http://localhost/"
        tab="details"
        onTab={onTab}
        onClose={onClose}
        onWatch={null}
        actions={null}
        attempts={null}
        thread={null}
        threadName="Notes"
      />
    );
  };
  const view = render(<Drawer />, { wrapper });
  const push = (part: Partial<Task>) => upsertTask(client, { ...task, version: 2, ...part });
  return { client, push, onClose, onTab, reopen: () => (view.unmount(), render(<Drawer />, { wrapper })) };
}

const field = (name: string) => screen.getByLabelText<HTMLTextAreaElement>(name);

test('Escape in a description that was changed leaves the field, with the text and the drawer', () => {
  const { onClose, reopen } = openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'New words' } });
  fireEvent.keyDown(field('Description'), { key: 'Escape' });
  expect(onClose).not.toHaveBeenCalled();
  reopen();
  expect(field('Description').value).toBe('New words');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
});

test.each(['Estimate', 'New acceptance criterion'])('Escape in %s does not close the drawer', (name) => {
  const { onClose } = openDrawer();
  fireEvent.change(field(name), { target: { value: 'typed' } });
  fireEvent.keyDown(field(name), { key: 'Escape' });
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(onClose).toHaveBeenCalledTimes(1);
});

test('a description that is refused stays to be put right, and one that is saved ends the editing', async () => {
  const reply = later<unknown>();
  let answer: unknown = refusal();
  serve({ 'PATCH /api/tasks/task-1': async () => (await reply.promise, answer) });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'New words' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('button', { name: 'Saving…' })).not.toBeNull();
  reply.resolve(null);
  expect(await screen.findByRole('button', { name: 'Save' })).not.toBeNull();
  expect(field('Description').value).toBe('New words');
  answer = { ...task, description: 'New words', version: 2 };
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByLabelText('Description')?.tagName).not.toBe('TEXTAREA'));
});

test('a title that is refused stays to be put right', async () => {
  serve({ 'PATCH /api/tasks/task-1': refusal });
  useNotices.setState({ notices: [] });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: task.title }));
  fireEvent.change(field('Title'), { target: { value: 'Too long' } });
  fireEvent.keyDown(field('Title'), { key: 'Enter' });
  await waitFor(() => expect(useNotices.getState().notices[0]?.title).toBe('ANT-1 was not changed'));
  expect(field('Title').value).toBe('Too long');
});

const stale = (current: object) =>
  problem(409, { code: 'task.stale_version', detail: 'Changed.', current: { ...task, ...current } });

test('a description that somebody else changed meanwhile: theirs is shown, ours is kept and saved again', async () => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => {
      const { description, version } = body as { description: string; version: number };
      return version === 2
        ? { ...task, description, version: 3 }
        : stale({ description: 'Their words', version: 2 });
    },
  });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'My words' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Their words');
  expect(field('Description').value).toBe('My words');
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('My words')).not.toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(asked.filter(({ route }) => route.startsWith('PATCH'))).toHaveLength(2);
});

const saved = (asked: readonly Asked[]) =>
  asked.filter(({ route }) => route.startsWith('PATCH')).map(({ body }) => body);

test('a description that a push changed while it was written is not overwritten, not even after a reload', async () => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => ({ ...task, ...(body as object), version: 3 }),
  });
  const { push, reopen } = openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'My words' } });
  push({ title: 'Their title', description: 'Their words' });
  await screen.findByRole('button', { name: 'Their title' });
  reopen();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Their words');
  expect(saved(asked)).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('My words')).not.toBeNull();
  expect(saved(asked)).toEqual([{ description: 'My words', version: 2 }]);
});

test('a title in which nothing was typed gives way to the one that a push brought', async () => {
  const asked = serve({});
  const { push } = openDrawer();
  // The drawer takes the focus once it is open.
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('dialog')));
  fireEvent.click(screen.getByRole('button', { name: task.title }));
  push({ title: 'Their title', description: 'Their words' });
  await screen.findByText('Their words');
  fireEvent.blur(field('Title'));
  expect(screen.getByRole('button', { name: 'Their title' })).not.toBeNull();
  expect(saved(asked)).toEqual([]);
});

test('a version that is stale for another field is no conflict', async () => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => {
      const { version } = body as { version: number };
      return version === 5
        ? { ...task, description: 'My words', priority: 'high', version: 6 }
        : stale({ priority: 'high', version: 5 });
    },
  });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Edit the description' }));
  fireEvent.change(field('Description'), { target: { value: 'My words' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('My words')).not.toBeNull();
  const saved = asked.filter(({ route }) => route.startsWith('PATCH'));
  expect(saved.map(({ body }) => (body as { version: number }).version)).toEqual([1, 5]);
});

const criterion = (id: string, part: object = {}) => ({
  id,
  text: `Is ${id}`,
  done: false,
  check: null,
  evidence: null,
  ...part,
});

test('a criterion that was removed is put back into the list as it is by then', async () => {
  const here = { acceptance_criteria: [criterion('one'), criterion('two')] };
  const there = { acceptance_criteria: [criterion('two', { done: true }), criterion('three')], version: 5 };
  const asked = serve({
    'DELETE /api/criteria/one': () => new Response(null, { status: 204 }),
    'PATCH /api/tasks/task-1': ({ body }) => {
      const { version, acceptance_criteria } = body as Pick<Task, 'version' | 'acceptance_criteria'>;
      return version === 5 ? { ...task, acceptance_criteria, version: 6 } : stale(there);
    },
  });
  useNotices.setState({ notices: [] });
  openDrawer(here);
  fireEvent.click(screen.getByRole('button', { name: 'More about “Is one”' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  await waitFor(() => expect(useNotices.getState().notices).toHaveLength(1));
  act(() => useNotices.getState().notices[0]?.action?.run());
  expect(await screen.findByRole('checkbox', { name: 'Is three' })).not.toBeNull();
  const sent = asked.filter(({ route }) => route.startsWith('PATCH')).at(-1)?.body as Task;
  expect(sent.acceptance_criteria.map(({ id, done }) => [id, done])).toEqual([
    ['one', false],
    ['two', true],
    ['three', false],
  ]);
  expect(screen.getAllByRole('checkbox')).toHaveLength(3);
});

test('a criterion that is still being made is not lost when another one is moved', async () => {
  const made = later<unknown>();
  const asked = serve({
    'POST /api/tasks/task-1/criteria': () => made.promise,
    'PATCH /api/tasks/task-1': ({ body }) => ({ ...task, ...(body as object), version: 2 }),
  });
  openDrawer({ acceptance_criteria: [criterion('one'), criterion('two')] });
  fireEvent.change(field('New acceptance criterion'), { target: { value: 'Is new' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add criterion' }));
  const second = await screen.findByRole('checkbox', { name: 'Is two' });
  fireEvent.keyDown(second, { key: 'ArrowUp', altKey: true });
  await waitFor(() =>
    expect(screen.getAllByRole('checkbox')[0]?.closest('li')?.textContent).toContain('two'),
  );
  made.resolve(criterion('new'));
  await waitFor(() => expect(asked.at(-1)?.route).toMatch('PATCH'));
  const sent = asked.at(-1)?.body as Task;
  expect(sent.acceptance_criteria.map(({ id }) => id)).toEqual(['two', 'one', 'new']);
});

test('a criterion that is added is there at once, and gone again with its text back when it is refused', async () => {
  const reply = later<unknown>();
  serve({ 'POST /api/tasks/task-1/criteria': () => reply.promise });
  openDrawer();
  fireEvent.change(field('New acceptance criterion'), { target: { value: 'It is fast' } });
  fireEvent.click(screen.getByRole('button', { name: 'Add criterion' }));
  expect(await screen.findByRole('checkbox', { name: 'It is fast' })).not.toBeNull();
  reply.resolve(refusal());
  await waitFor(() => expect(screen.queryByRole('checkbox')).toBeNull());
  expect(field('New acceptance criterion').value).toBe('It is fast');
});

test('each tab is one click away', () => {
  const { onTab } = openDrawer();
  for (const name of ['Notes', 'Attempts', 'Subtasks']) fireEvent.click(screen.getByRole('tab', { name }));
  expect(onTab.mock.calls.map(([tab]) => tab)).toEqual(['thread', 'attempts', 'subtasks']);
});

test('what is selected in the drawer is saved as it is changed', async () => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => ({
      ...task,
      depends_on: ['task-2'],
      ...(body as object),
      version: asked.length + 1,
    }),
  });
  openDrawer({ depends_on: ['task-2'] });
  const saved = (part: object) => waitFor(() => expect(asked.at(-1)?.body).toEqual(part));
  fireEvent.change(field('Agent'), { target: { value: 'agent-1' } });
  await saved({ agent_id: 'agent-1' });
  fireEvent.change(field('Priority'), { target: { value: 'high' } });
  await saved({ priority: 'high' });
  fireEvent.change(field('Estimate'), { target: { value: '3' } });
  fireEvent.blur(field('Estimate'));
  await saved({ estimate: 3 });
  fireEvent.change(field('Labels'), { target: { value: 'bug' } });
  fireEvent.blur(field('Labels'));
  await saved({ labels: ['bug'] });
  fireEvent.change(field('Focus files'), { target: { value: 'src/a.ts' } });
  fireEvent.blur(field('Focus files'));
  await saved({ focus_files: ['src/a.ts'] });
  fireEvent.click(screen.getByRole('button', { name: 'Remove ANT-2 Another' }));
  await saved({ depends_on: [] });
});

test('a title is edited in its place', async () => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => ({ ...task, ...(body as object), version: 2 }),
  });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: task.title }));
  fireEvent.change(field('Title'), { target: { value: ' A better title ' } });
  fireEvent.keyDown(field('Title'), { key: 'Enter' });
  expect(await screen.findByRole('button', { name: 'A better title' })).not.toBeNull();
  expect(saved(asked)).toEqual([{ title: 'A better title', version: 1 }]);
});

test('what is known of the work is said: its state, its branch, its cost, and how much each tab holds', () => {
  openDrawer({
    branch_name: 'ak/ant-1',
    latest_attempt: latestAttemptRow({ number: 3, cost_usd: 1.5 }),
    message_count: 4,
    subtasks: { done: 1, total: 2 },
  });
  for (const words of ['ANT-1', 'Ready for your review', 'ak/ant-1', '$1.50', 'Old words'])
    expect(screen.getByText(words)).not.toBeNull();
  expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
    'Details',
    'Notes4',
    'Attempts3',
    'Subtasks1/2',
  ]);
});

test('a card is moved from its drawer', async () => {
  const asked = serve({ 'POST /api/tasks/task-1/move': () => ({ ...task, status: 'review', version: 2 }) });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'Move to… It is in To Do' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Move to Review' }));
  expect(await screen.findByRole('button', { name: 'Move to… It is in Review' })).not.toBeNull();
  expect(asked.find(({ route }) => route.endsWith('/move'))?.body).toEqual({ status: 'review' });
});

test('a card is deleted after one more word', async () => {
  const asked = serve({ 'DELETE /api/tasks/task-1': () => new Response(null, { status: 204 }) });
  openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'More about this task' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(asked.some(({ route }) => route.startsWith('DELETE'))).toBe(true));
});

const fromMenu = async (name: string) => {
  fireEvent.click(screen.getByRole('button', { name: 'More about “Is one”' }));
  fireEvent.click(await screen.findByRole('menuitem', { name }));
};

test('the words of a criterion are edited in their place', async () => {
  const asked = serve({ 'PATCH /api/criteria/one': () => task });
  openDrawer({ acceptance_criteria: [criterion('one')] });
  expect(screen.getByText('0 of 1')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Edit “Is one”' }));
  fireEvent.change(field('Acceptance criterion'), { target: { value: 'Is only one' } });
  fireEvent.keyDown(field('Acceptance criterion'), { key: 'Enter' });
  await waitFor(() => expect(saved(asked)).toEqual([{ text: 'Is only one' }]));
});

test.each([
  ['command', [['Command', 'npm test']], { kind: 'command', run: 'npm test' }],
  [
    'file',
    [
      ['File', 'a.md'],
      ['Contains', 'Hello'],
    ],
    { kind: 'file', path: 'a.md', contains: 'Hello' },
  ],
  ['agent', [], { kind: 'agent' }],
] as const)('a criterion can be proved by a %s', async (kind, fields, check) => {
  const asked = serve({ 'PATCH /api/criteria/one': () => task });
  openDrawer({ acceptance_criteria: [criterion('one')] });
  await fromMenu('How it is proved…');
  fireEvent.change(await screen.findByLabelText('How it is proved', { selector: 'select' }), {
    target: { value: kind },
  });
  for (const [label, value] of fields)
    fireEvent.change(screen.getByLabelText(new RegExp(`^${label}`)), { target: { value } });
  fireEvent.click(screen.getByRole('button', { name: 'Save check' }));
  await waitFor(() => expect(saved(asked)).toEqual([{ check }]));
});

test.each(['Move down', 'Move up'])('from its menu a criterion is moved: %s', async (name) => {
  const asked = serve({
    'PATCH /api/tasks/task-1': ({ body }) => ({ ...task, ...(body as object), version: 2 }),
  });
  const list = [criterion('one'), criterion('two')];
  openDrawer({ acceptance_criteria: name === 'Move up' ? list.toReversed() : list });
  await fromMenu(name);
  const order = () => (saved(asked).at(-1) as Task | undefined)?.acceptance_criteria.map(({ id }) => id);
  await waitFor(() => expect(order()).toEqual(name === 'Move up' ? ['one', 'two'] : ['two', 'one']));
});

test('a criterion says what became of its proof, and is ticked by hand', async () => {
  const asked = serve({ 'PATCH /api/criteria/c1': () => task });
  const at = new Date().toISOString();
  const evidence = {
    status: 'failed',
    tree_sha: 'abc',
    stale: false,
    exit_code: 1,
    output_ref: null,
    by: 'Ada',
    at,
  } as const;
  openDrawer({
    acceptance_criteria: [{ id: 'c1', text: 'It is fast', done: false, check: null, evidence }],
  });
  expect(screen.getByText(/^failed · exit 1 · by/)).not.toBeNull();
  fireEvent.click(screen.getByRole('checkbox', { name: 'It is fast' }));
  await waitFor(() => expect(asked.at(-1)?.body).toEqual({ done: true }));
});

test('the question whether to delete is about one task: when another one is opened, it is gone', async () => {
  const { client } = openDrawer();
  fireEvent.click(screen.getByRole('button', { name: 'More about this task' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
  await screen.findByRole('dialog', { name: 'Delete ANT-1?' });
  act(() => void client.setQueryData(keys.tasks(task.project_id), [{ ...task, id: 'task-2', key: 'ANT-2' }]));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /Delete/ })).toBeNull());
});
