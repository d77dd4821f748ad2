import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Project } from '@/lib/api/types';
import { keys } from '@/lib/api/query-keys';
import { projectRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { ProjectSettings } from './project-settings';

beforeEach(() => localStorage.clear());

const page = (project: Project) => <ProjectSettings project={project} agents={[]} onAgents={jest.fn()} />;
const field = (label: string) =>
  screen.getByLabelText<HTMLInputElement>(new RegExp(`^${label}( · optional)?$`));
const write = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const save = () => fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
const VALIDATION = {
  'POST /api/projects/project-1/validate': () => ({
    ok: false,
    checks: [{ name: 'disk', ok: false, detail: 'It is full.', hint: null }],
  }),
};

test('what others save meanwhile is taken over, and what was changed here is kept', async () => {
  const saved = projectRow({ name: 'Mine', default_branch: 'next', version: 3 });
  const asked = serve({ 'PATCH /api/projects/project-1': () => saved, ...VALIDATION });
  const view = render(page(projectRow()), withClient());
  write('Name', 'Mine');
  view.rerender(page(projectRow({ default_branch: 'next', version: 2 })));
  await waitFor(() => expect(field('Branch').value).toBe('next'));
  expect(screen.queryByText('Changed elsewhere meanwhile')).toBeNull();
  save();
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked[0]?.body).toMatchObject({ name: 'Mine', default_branch: 'next', version: 2 });
  view.rerender(page(saved));
  expect(await screen.findByText('Everything is saved.')).not.toBeNull();
});

test('a stale save is told, with theirs and mine of what both have changed', async () => {
  const theirs = projectRow({ name: 'Theirs', version: 2 });
  const asked = serve({
    'PATCH /api/projects/project-1': ({ body }) =>
      (body as { version: number }).version === 1
        ? problem(409, { code: 'project.stale_version', detail: 'Changed.', current: theirs })
        : projectRow({ name: 'Mine', version: 3 }),
    ...VALIDATION,
  });
  const { client, wrapper } = withClient();
  client.setQueryData(keys.projects, [projectRow()]);
  const view = render(page(projectRow()), { wrapper });
  write('Name', 'Mine');
  save();
  await waitFor(() => expect(client.getQueryData(keys.projects)).toEqual([theirs]));
  view.rerender(page(theirs));
  const conflict = await screen.findByText('Changed elsewhere meanwhile');
  expect(conflict.parentElement?.textContent).toContain('Theirs: Theirs');
  expect(conflict.parentElement?.textContent).toContain('Mine: Mine');
  fireEvent.click(screen.getByRole('button', { name: 'Keep mine: Name' }));
  expect(screen.queryByText('Changed elsewhere meanwhile')).toBeNull();
  save();
  await waitFor(() => expect(asked.some(({ route }) => route.includes('validate'))).toBe(true));
  expect(asked[1]?.body).toMatchObject({ name: 'Mine', version: 2 });
});

test('theirs can be taken instead', async () => {
  serve({});
  const view = render(page(projectRow()), withClient());
  write('Name', 'Mine');
  view.rerender(page(projectRow({ name: 'Theirs', version: 2 })));
  fireEvent.click(await screen.findByRole('button', { name: 'Take theirs: Name' }));
  expect(field('Name').value).toBe('Theirs');
  expect(await screen.findByText('Everything is saved.')).not.toBeNull();
});

test('what was not saved is said, and is still there after the page was left', async () => {
  serve({});
  const first = render(page(projectRow()), withClient());
  write('Test', 'npm test');
  expect(await screen.findByText(/^Not saved yet, kept in this browser: Test command\.$/)).not.toBeNull();
  first.unmount();
  render(page(projectRow()), withClient());
  await waitFor(() => expect(field('Test').value).toBe('npm test'));
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(field('Test').value).toBe(''));
});

test('limits of columns and the time of a command are sent as they are written', async () => {
  const asked = serve({ 'PATCH /api/projects/project-1': () => projectRow({ version: 2 }), ...VALIDATION });
  render(
    page(projectRow({ commands: { install: null, test: { run: 'make', timeout_s: 60 }, lint: null } })),
    withClient(),
  );
  write('Review', '3');
  write('Seconds that test may take', '120');
  save();
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked[0]?.body).toMatchObject({
    column_limits: { inbox: null, review: 3 },
    commands: { test: { run: 'make', timeout_s: 120 } },
  });
});

test('the hosts behind the proxy are shown beside the network and sent one by one', async () => {
  const asked = serve({ 'PATCH /api/projects/project-1': () => projectRow({ version: 2 }), ...VALIDATION });
  render(page(projectRow({ network: 'proxy', network_allow: ['pypi.org', 'crates.io'] })), withClient());
  expect(field('Hosts that the proxy lets through').value).toBe('pypi.org\ncrates.io');
  write('Hosts that the proxy lets through', 'pypi.org\n *.example.com:8443 \n\n');
  save();
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked[0]?.body).toMatchObject({
    network: 'proxy',
    network_allow: ['pypi.org', '*.example.com:8443'],
  });
});

test('what is no host is refused with an example, whatever the network is', async () => {
  const asked = serve({});
  // A project of its own: what is written here stays its draft.
  render(page(projectRow({ id: 'project-2', network: 'proxy' })), withClient());
  write('Network', 'none');
  write('Hosts that the proxy lets through', 'https://example.com/path');
  save();
  expect(await screen.findByText(/^Hosts such as example\.com/)).not.toBeNull();
  expect(asked).toEqual([]);
});

test('the settings are checked on request, with nothing saved', async () => {
  const asked = serve(VALIDATION);
  render(page(projectRow()), withClient());
  fireEvent.click(screen.getByRole('button', { name: 'Validate' }));
  expect(await screen.findByText('It is full.')).not.toBeNull();
  expect(asked.map(({ route }) => route)).toEqual(['POST /api/projects/project-1/validate']);
});

test('how results are merged is saved, and what is checked then is shown', async () => {
  const asked = serve({
    'PATCH /api/projects/project-1': () => projectRow({ merge_method: 'squash', version: 2 }),
    ...VALIDATION,
  });
  render(page(projectRow()), withClient());
  fireEvent.change(field('Merge method'), { target: { value: 'squash' } });
  save();
  expect(await screen.findByText('It is full.')).not.toBeNull();
  expect(asked[0]?.body).toMatchObject({ merge_method: 'squash' });
});
