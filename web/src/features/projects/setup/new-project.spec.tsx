import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { projectRow, taskRow } from '@/lib/testing/rows';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { NewProject } from './new-project';

const found = {
  name: 'shop',
  default_branch: 'main',
  branches: ['main', 'next'],
  commands: {
    install: { run: 'npm ci', source: 'package.json' },
    test: { run: 'npm test', source: 'package.json' },
    lint: null,
  },
  warnings: ['It is a shallow clone.'],
};

const open = (answers: Parameters<typeof serve>[0]) => {
  const asked = serve(answers);
  const links = { onOpen: jest.fn(), onAgents: jest.fn(), onSettings: jest.fn(), onTask: jest.fn() };
  render(<NewProject first local back={null} links={() => links} />, withClient());
  return { asked, links };
};

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const goTo = (path: string) => fireEvent.change(field('Path of the folder'), { target: { value: path } });

test('what is found is said at once, and its commands are used when a person takes them', async () => {
  const { asked } = open({
    'POST /api/projects/inspect': () => found,
    'POST /api/projects': () => projectRow(),
    'POST /api/projects/project-1/validate': () => ({ ok: true, checks: [] }),
  });
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Connect your first repository');
  goTo('/code/shop');
  const seen = await screen.findByText(/A git repository with 2 branches/);
  expect(seen.textContent).toContain('the main one is main');
  expect(screen.getByText('It is a shallow clone.')).not.toBeNull();
  expect(field('Name').value).toBe('shop');
  expect(field(/^Install/).value).toBe('');
  expect(screen.getAllByText('package.json')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'Use the suggested test command' }));
  expect(field(/^Test/).value).toBe('npm test');
  fireEvent.click(screen.getByRole('button', { name: 'Create project' }));
  await screen.findByText('is connected', { exact: false });
  expect(asked.find(({ route }) => route === 'POST /api/projects')?.body).toEqual({
    name: 'shop',
    local_path: '/code/shop',
    commands: { install: null, test: 'npm test', lint: null },
  });
});

test('what is wrong with a path is said once, and the right one is a click away', async () => {
  const { asked } = open({
    'POST /api/projects/inspect': ({ body }) =>
      (body as { local_path: string }).local_path === '/code/shop'
        ? found
        : problem(422, {
            code: 'project.subfolder',
            detail: 'It lies inside the repository /code/shop.',
            hint: 'Use /code/shop.',
            instead: '/code/shop',
            errors: [{ path: 'local_path', message: 'It lies inside the repository /code/shop.' }],
          }),
    'POST /api/projects': () =>
      problem(422, { code: 'project.subfolder', detail: 'It lies inside the repository /code/shop.' }),
  });
  goTo('/code/shop/lib');
  expect(await screen.findByText('It lies inside the repository /code/shop.')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Create project' }));
  await waitFor(() => expect(asked.some(({ route }) => route === 'POST /api/projects')).toBe(true));
  expect(screen.getAllByText('It lies inside the repository /code/shop.')).toHaveLength(1);
  fireEvent.click(screen.getByRole('button', { name: 'Use /code/shop' }));
  expect(await screen.findByText(/A git repository/)).not.toBeNull();
});

test('a folder is picked without typing its path', async () => {
  const folder = { is_repository: false, hidden: false, readable: true };
  open({
    'POST /api/projects/inspect': () => found,
    'GET /api/local-folders': ({ route }) => ({
      path: route.includes('code') ? '/home/me/code' : '/home/me',
      parent: '/home',
      is_repository: false,
      truncated: false,
      recent: [],
      folders: route.includes('code')
        ? [{ ...folder, name: 'shop', path: '/home/me/code/shop', is_repository: true }]
        : [{ ...folder, name: 'code', path: '/home/me/code' }],
    }),
  });
  fireEvent.click(screen.getByRole('button', { name: 'Browse…' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Open code' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Use shop' }));
  expect(field('Path of the folder').value).toBe('/home/me/code/shop');
});

test('after it was made, what is missing can be put right, and a card to begin with is offered', async () => {
  const { asked, links } = open({
    'POST /api/projects/inspect': () => found,
    'POST /api/projects': () => projectRow(),
    'POST /api/projects/project-1/validate': () => ({
      ok: false,
      checks: [
        { name: 'agent_ready', ok: true, detail: 'No default.', hint: 'Choose one.' },
        { name: 'command_test', ok: false, detail: 'npm is missing.', hint: 'Install npm.' },
      ],
    }),
    'POST /api/projects/project-1/tasks': () => taskRow({ key: 'SHOP-1' }),
  });
  goTo('/code/shop');
  await screen.findByText(/A git repository/);
  fireEvent.click(screen.getByRole('button', { name: 'Create project' }));
  expect(await screen.findByText('Install npm.')).not.toBeNull();
  expect(screen.getByText('npm is missing.')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /Change it in the settings/ }));
  expect(links.onSettings).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Agents' }));
  expect(links.onAgents).toHaveBeenCalledTimes(1);
  fireEvent.click(screen.getByRole('button', { name: 'Validate again' }));
  await waitFor(() => expect(asked.filter(({ route }) => route.endsWith('/validate'))).toHaveLength(2));
  fireEvent.click(screen.getByRole('button', { name: 'Add it' }));
  expect(await screen.findByText(/SHOP-1 is on the board/)).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Open it' }));
  expect(links.onTask).toHaveBeenCalledWith(expect.objectContaining({ key: 'SHOP-1' }));
  fireEvent.click(screen.getByRole('button', { name: 'Open the board' }));
  expect(links.onOpen).toHaveBeenCalledTimes(1);
  const task = asked.find(({ route }) => route.endsWith('/tasks'))?.body as {
    acceptance_criteria: unknown[];
  };
  expect(task.acceptance_criteria.length).toBeGreaterThan(0);
  expect(asked.some(({ route }) => route.includes('attempts'))).toBe(false);
});

test('a repository is taken from a URL, under the name that it gives itself', async () => {
  const { asked } = open({
    'POST /api/projects/inspect': () => ({ ...found, name: 'Corner shop' }),
    'POST /api/projects': () => projectRow(),
    'POST /api/projects/project-1/validate': () => ({ ok: true, checks: [] }),
  });
  fireEvent.click(screen.getByLabelText('Git URL'));
  const repo_url = 'https://git.example/me/shop.git';
  fireEvent.change(field('URL'), { target: { value: repo_url } });
  await screen.findByText(/A git repository/);
  expect(field('Name').value).toBe('Corner shop');
  fireEvent.click(screen.getByRole('button', { name: 'Create project' }));
  await screen.findByText('is connected', { exact: false });
  const made = asked.find(({ route }) => route === 'POST /api/projects');
  expect(made?.body).toMatchObject({ name: 'Corner shop', repo_url });
  expect(made?.body).not.toHaveProperty('local_path');
});

test('the picker goes up, and back to where one was lately, and takes the folder that it shows', async () => {
  const { asked } = open({
    'GET /api/local-folders': () => ({
      ...{ path: '/home/me', parent: '/home', is_repository: true, truncated: false },
      ...{ recent: ['/srv/farm'], folders: [] },
    }),
  });
  const wasAsked = (path: string) =>
    waitFor(() =>
      expect(asked.map(({ route }) => decodeURIComponent(route)).join()).toContain(`path=${path}`),
    );
  fireEvent.click(screen.getByRole('button', { name: 'Browse…' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Up to the folder around' }));
  await wasAsked('/home');
  fireEvent.click(await screen.findByRole('button', { name: 'Go to /srv/farm' }));
  await wasAsked('/srv/farm');
  fireEvent.click(screen.getByRole('button', { name: 'Use this folder' }));
  expect(field('Path of the folder').value).toBe('/home/me');
});

test('another branch than the main one is chosen from those that were found', async () => {
  const { asked } = open({
    'POST /api/projects/inspect': () => found,
    'POST /api/projects': () => projectRow(),
    'POST /api/projects/project-1/validate': () => ({ ok: true, checks: [] }),
  });
  goTo('/code/shop');
  await screen.findByText(/A git repository/);
  expect([...(field(/^Branch/).list?.options ?? [])].map(({ value }) => value)).toEqual(['main', 'next']);
  fireEvent.change(field(/^Branch/), { target: { value: 'next' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create project' }));
  await screen.findByText('is connected', { exact: false });
  const made = asked.find(({ route }) => route === 'POST /api/projects');
  expect(made?.body).toMatchObject({ default_branch: 'next' });
});

test('all suggested commands are taken at once', async () => {
  open({ 'POST /api/projects/inspect': () => found });
  goTo('/code/shop');
  fireEvent.click(await screen.findByRole('button', { name: 'Use all' }));
  expect([field(/^Install/).value, field(/^Test/).value]).toEqual(['npm ci', 'npm test']);
  expect(screen.queryByRole('region', { name: 'Suggested commands' })).toBeNull();
});
