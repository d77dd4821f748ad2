import { jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { keys } from '@/lib/api/query-keys';
import type { Task } from '@/lib/api/types';
import { setDraft } from '@/lib/drafts';
import { useNotices } from '@/lib/notify';
import { agentRow, projectRow, taskRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import NewTaskDialog from './new-task-dialog';
import { setRefusal, useCreateFromForm } from './use-create-from-form';

const project = projectRow();
const CREATE = 'POST /api/projects/project-1/tasks';

beforeEach(() => {
  setDraft('new-task:project-1', null);
  setRefusal('project-1', null);
});

function Page() {
  const [open, setOpen] = useState(true);
  const create = useCreateFromForm(project, () => setOpen(true));
  return open ? (
    <NewTaskDialog
      project={project}
      tasks={[taskRow({ id: 'task-2', number: 2, key: 'ANT-2', title: 'Another' })]}
      agents={[agentRow()]}
      onClose={() => setOpen(false)}
      onCreate={create}
    />
  ) : (
    <button type="button" onClick={() => setOpen(true)}>
      New Task
    </button>
  );
}

function open() {
  const { client, wrapper } = withClient();
  client.setQueryData<Task[]>(keys.tasks('project-1'), []);
  const view = render(<Page />, { wrapper });
  const shown = () => client.getQueryData<Task[]>(keys.tasks('project-1')) ?? [];
  return { ...view, shown };
}

const title = () => screen.getByLabelText<HTMLInputElement>('Title');
const write = (text: string) => fireEvent.change(title(), { target: { value: text } });
const create = () => fireEvent.click(screen.getByRole('button', { name: /Create task/ }));

test('Escape and a reload keep what was begun, Cancel does not', async () => {
  const first = open();
  write('Half a thou');
  fireEvent.keyDown(title(), { key: 'Escape' });
  await waitFor(() => expect(localStorage.getItem('antfarm.drafts')).toContain('Half a thou'));
  first.unmount();
  const second = open();
  expect(title().value).toBe('Half a thou');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  second.unmount();
  open();
  expect(title().value).toBe('');
});

test('a held Ctrl+Enter makes one task, shown before the server has answered, and leaves no draft', async () => {
  const reply = later<unknown>();
  const asked = serve({ [CREATE]: () => reply.promise });
  const { shown } = open();
  write('Greet the ants');
  const press = (repeat: boolean) => fireEvent.keyDown(title(), { key: 'Enter', ctrlKey: true, repeat });
  press(false);
  press(true);
  await waitFor(() => expect(shown()).toMatchObject([{ title: 'Greet the ants', version: 0 }]));
  await act(async () => {
    reply.resolve(taskRow({ title: 'Greet the ants' }));
    await reply.promise;
  });
  await waitFor(() => expect(shown()).toMatchObject([{ id: 'task-1', version: 1 }]));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.key).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'New Task' }));
  expect(title().value).toBe('');
});

test('a task that is refused takes its card away, and the dialog is back with what was typed and why', async () => {
  serve({ [CREATE]: () => problem(409, { code: 'task.column_full', detail: 'The column is full.' }) });
  const { shown } = open();
  write('One too many');
  create();
  expect((await screen.findByRole('alert')).textContent).toContain('The column is full.');
  expect(title().value).toBe('One too many');
  expect(shown()).toEqual([]);
});

test('a refused task does not take away another one that is half written', async () => {
  const reply = later<unknown>();
  serve({ [CREATE]: () => reply.promise });
  open();
  write('First');
  create();
  fireEvent.click(await screen.findByRole('button', { name: 'New Task' }));
  write('Second');
  await waitFor(() => expect(localStorage.getItem('antfarm.drafts')).toContain('Second'));
  reply.resolve(problem(422, { code: 'task.invalid', detail: 'No.' }));
  await waitFor(() => expect(useNotices.getState().notices.at(-1)?.title).toBe('“First” was not created'));
  expect(title().value).toBe('Second');
});

test('several pasted lines are several criteria', () => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  open();
  fireEvent.paste(screen.getByLabelText('Criterion 1'), {
    clipboardData: { getData: () => '- It is fast\n- [ ] It is tested\n\n3. It is told' },
  });
  const values = screen.getAllByLabelText<HTMLInputElement>(/^Criterion \d/).map((field) => field.value);
  expect(values).toEqual(['It is fast', 'It is tested', 'It is told']);
});

test('all that is written in the dialog is sent', async () => {
  const asked = serve({ [CREATE]: () => taskRow() });
  setDraft('new-task:project-1', JSON.stringify({ dependsOn: ['task-2'] }));
  open();
  expect(screen.getByText('ANT-2 Another')).not.toBeNull();
  write('Greet the ants');
  for (const [label, value] of [
    ['Description', 'All of them.'],
    ['Criterion 1', 'It is friendly'],
    ['Agent', 'agent-1'],
    ['Priority', 'high'],
    ['Estimate', '3'],
    ['Labels', 'docs'],
    ['Focus files', 'src/a.ts'],
  ] as const) {
    const field = screen.getByLabelText(new RegExp(`^${label}`));
    fireEvent.change(field, { target: { value } });
    fireEvent.blur(field);
  }
  create();
  await waitFor(() =>
    expect(asked[0]?.body).toEqual({
      title: 'Greet the ants',
      description: 'All of them.',
      acceptance_criteria: [{ text: 'It is friendly' }],
      agent_id: 'agent-1',
      priority: 'high',
      estimate: 3,
      labels: ['docs'],
      focus_files: ['src/a.ts'],
      depends_on: ['task-2'],
    }),
  );
});

test('without a title no task is made, and the field says so', async () => {
  const asked = serve({});
  open();
  create();
  expect(await screen.findByText('Give the task a title.')).not.toBeNull();
  expect(asked).toEqual([]);
});

test('criteria are added one after the other, and taken away', async () => {
  open();
  const criteria = () =>
    screen.queryAllByLabelText<HTMLInputElement>(/^Criterion \d/).map((field) => field.value);
  fireEvent.change(screen.getByLabelText('Criterion 1'), { target: { value: 'It is fast' } });
  fireEvent.keyDown(screen.getByLabelText('Criterion 1'), { key: 'Enter' });
  await waitFor(() => expect(criteria()).toEqual(['It is fast', '']));
  fireEvent.click(screen.getByRole('button', { name: 'Remove criterion 1' }));
  await waitFor(() => expect(criteria()).toEqual(['']));
  fireEvent.click(screen.getByRole('button', { name: 'Add a criterion' }));
  await waitFor(() => expect(criteria()).toEqual(['', '']));
});
