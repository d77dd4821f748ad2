import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import { projectRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { DangerZone } from './danger-zone';

const gone = () => new Response(null, { status: 204 });

function open(answer: (asked: { route: string }) => unknown) {
  const asked = serve({ 'DELETE /api/projects/project-1': answer });
  const { client, wrapper } = withClient();
  client.setQueryData(keys.projects, [projectRow(), projectRow({ id: 'project-2' })]);
  render(<DangerZone project={projectRow()} />, { wrapper });
  fireEvent.click(screen.getByRole('button', { name: 'Delete project' }));
  const left = () => client.getQueryData<{ id: string }[]>(keys.projects)?.map(({ id }) => id);
  return { asked, left };
}

const dialog = () => within(screen.getByRole('dialog', { name: 'Delete Shop?' }));
const button = (name: string) => dialog().getByRole<HTMLButtonElement>('button', { name });
const type = (value: string) =>
  fireEvent.change(dialog().getByLabelText('Type Shop to go on'), { target: { value } });

test('a project is deleted only by who types its name', async () => {
  const { asked, left } = open(gone);
  expect(button('Delete project').disabled).toBe(true);
  type('shop');
  fireEvent.submit(button('Delete project'));
  expect(button('Delete project').disabled).toBe(true);
  type('Shop');
  fireEvent.click(button('Delete project'));
  await waitFor(() => expect(left()).toEqual(['project-2']));
  expect(asked.map(({ route }) => route)).toEqual(['DELETE /api/projects/project-1']);
});

test('a project with runs says so, and only one more word stops them', async () => {
  const { asked, left } = open(({ route }) =>
    route.includes('force')
      ? gone()
      : problem(409, { code: 'project.in_use', detail: '2 attempts are under way.' }),
  );
  type('Shop');
  fireEvent.click(button('Delete project'));
  expect((await dialog().findByRole('alert')).textContent).toContain('2 attempts are under way.');
  expect(left()).toHaveLength(2);
  fireEvent.click(button('Cancel its runs and delete'));
  await waitFor(() => expect(left()).toEqual(['project-2']));
  expect(asked.at(-1)?.route).toContain('force=true');
});

test('who keeps the project is asked no more, and nothing was deleted', () => {
  const { asked } = open(gone);
  fireEvent.click(button('Keep it'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(asked).toEqual([]);
});
