import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useNotices } from '@/lib/notify';
import { projectRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import type { BoardFilters } from '../board/filter-tasks';
import SavedFilters from './saved-filters';

const FILTERS = '/api/projects/project-1/filters';
const bugs = { id: 'f-1', project_id: 'project-1', name: 'Bugs', query: { label: 'bug' }, position: 0 };

beforeEach(() => useNotices.setState({ notices: [] }));

function show(filters: BoardFilters, onChange = jest.fn()) {
  const { wrapper } = withClient();
  render(<SavedFilters project={projectRow()} filters={filters} onChange={onChange} />, { wrapper });
  return onChange;
}
// It is behind the dialog while that is open.
const choice = () =>
  screen.findByRole<HTMLSelectElement>('combobox', { name: 'Saved filters', hidden: true });
const names = (select: HTMLSelectElement) => [...select.options].map((option) => option.text);
const pick = async (text: string) => {
  const select = await choice();
  await waitFor(() => expect(names(select)).toContain(text));
  const option = [...select.options].find((entry) => entry.text === text);
  fireEvent.change(select, { target: { value: option?.value } });
};

async function save(name: string) {
  await pick('Save this filter…');
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: name } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
}

test('a saved filter is picked, and the one that is on is shown by its name', async () => {
  serve({ [`GET ${FILTERS}`]: () => ({ items: [bugs] }) });
  const onChange = show({});
  await pick('Bugs');
  expect(onChange).toHaveBeenCalledWith({ label: 'bug' });
});

test('a filter is there as soon as it is saved', async () => {
  const reply = later<unknown>();
  const asked = serve({
    [`GET ${FILTERS}`]: () => ({ items: [bugs] }),
    [`POST ${FILTERS}`]: () => reply.promise,
  });
  show({ q: 'queue', is: 'stale' });
  await save(' Old queue ');
  await waitFor(async () => expect(names(await choice())).toContain('Old queue'));
  expect((await choice()).selectedOptions[0]?.text).toBe('Old queue');
  expect(asked.find(({ route }) => route.startsWith('POST'))?.body).toEqual({
    name: 'Old queue',
    query: { q: 'queue', is: 'stale' },
  });
  reply.resolve({ ...bugs, id: 'f-2', name: 'Old queue' });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a refused one goes again; why is said, and its name stays to be put right', async () => {
  serve({
    [`GET ${FILTERS}`]: () => ({ items: [bugs] }),
    [`POST ${FILTERS}`]: () => problem(409, { code: 'filter.name_taken', detail: 'There is one.' }),
  });
  show({ q: 'queue' });
  await save('bugs');
  expect((await screen.findByRole('alert')).textContent).toContain('There is one.');
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('bugs');
  expect(names(await choice())).toEqual(['Saved', 'Bugs', 'Save this filter…', 'Rename or delete…']);
});

test('a long search is a name no longer than a name may be', async () => {
  serve({ [`GET ${FILTERS}`]: () => ({ items: [bugs] }) });
  show({ q: 'q'.repeat(200) });
  await pick('Save this filter…');
  expect((await screen.findByLabelText<HTMLInputElement>('Name')).value).toHaveLength(60);
});

test('a refused deletion puts the filter back', async () => {
  serve({
    [`GET ${FILTERS}`]: () => ({ items: [bugs] }),
    'DELETE /api/filters/f-1': () => problem(500, { detail: 'Down.' }),
  });
  show({});
  await pick('Rename or delete…');
  fireEvent.click(await screen.findByRole('button', { name: 'Delete Bugs' }));
  await waitFor(() => expect(useNotices.getState().notices).toHaveLength(1));
  expect(await screen.findByLabelText('Name of the filter Bugs')).not.toBeNull();
});

test('a filter is renamed and moved up', async () => {
  let stale = { ...bugs, id: 'f-2', name: 'Stale', position: 1 };
  const asked = serve({
    [`GET ${FILTERS}`]: () => ({ items: [bugs, stale] }),
    'PATCH /api/filters/f-2': ({ body }) => (stale = { ...stale, ...(body as object) }),
  });
  show({});
  await pick('Rename or delete…');
  const changes = () => asked.filter(({ route }) => route.startsWith('PATCH')).map(({ body }) => body);
  const name = await screen.findByLabelText('Name of the filter Stale');
  fireEvent.change(name, { target: { value: 'Old' } });
  fireEvent.keyDown(name, { key: 'Enter' });
  await waitFor(() => expect(changes()).toEqual([{ name: 'Old' }]));
  fireEvent.click(await screen.findByRole('button', { name: 'Move Old up' }));
  await waitFor(() => expect(changes()).toEqual([{ name: 'Old' }, { position: 0 }]));
});
