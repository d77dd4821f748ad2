import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { keys } from '@/lib/api/query-keys';
import { projectRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { EnvFields } from './env-fields';
import { parseEnv } from './parse-env';

const stored = projectRow({ setup: { install_first: true, workspace_files: [], env_names: ['OLD', 'URL'] } });
const changed = projectRow({
  setup: { install_first: true, workspace_files: [], env_names: ['URL'] },
  version: 2,
});

const open = () => {
  const asked = serve({ 'PUT /api/projects/project-1/env': () => changed });
  const { client, wrapper } = withClient();
  client.setQueryData(keys.projects, [stored]);
  render(<EnvFields project={stored} />, { wrapper });
  return { asked, client };
};

test('a stored name can be removed, and the list knows at once', async () => {
  const { asked, client } = open();
  fireEvent.click(screen.getByRole('button', { name: 'Remove OLD' }));
  await waitFor(() => expect(client.getQueryData(keys.projects)).toEqual([changed]));
  expect(asked[0]?.body).toEqual({ OLD: null });
});

test('a line that cannot be read is refused, not left out, until it can be', async () => {
  const { asked } = open();
  const area = screen.getByLabelText<HTMLTextAreaElement>('Add or change');
  const store = (value: string) => {
    fireEvent.change(area, { target: { value } });
    fireEvent.click(screen.getByRole('button', { name: 'Store environment' }));
  };
  store('A=1\nmy-key=2');
  expect(screen.getByText(/^Line 2:/)).not.toBeNull();
  store('A=1\nMY_KEY=2');
  await waitFor(() => expect(area.value).toBe(''));
  expect(asked.map(({ body }) => body)).toEqual([{ A: '1', MY_KEY: '2' }]);
});

test('empty lines and comments say nothing; a value may hold anything', () => {
  expect(parseEnv('# why\n\nA=b=c #d\n __proto__=x')).toEqual({
    values: Object.fromEntries([
      ['A', 'b=c #d'],
      ['__proto__', 'x'],
    ]),
    faults: [],
  });
});
