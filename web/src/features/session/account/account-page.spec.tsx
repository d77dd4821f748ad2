import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { serve, withClient } from '@/lib/testing/serve';
import { AccountPage } from './account-page';

const row = {
  id: 'token-1',
  name: 'deploy',
  last4: 'wxyz',
  created_at: '2026-01-11T07:03:10Z',
  last_used_at: null,
};
const SECRET = 'ant_secret-wxyz';

const open = () => {
  let items: object[] = [];
  const asked = serve({
    'GET /api/me': () => ({ id: 'u', email: null, name: 'me', auth_mode: 'local' }),
    'GET /api/tokens': () => ({ items, next_cursor: null }),
    'POST /api/tokens': () => {
      items = [row];
      return { ...row, token: SECRET };
    },
    'DELETE /api/tokens/token-1': () => new Response(null, { status: 204 }),
  });
  const view = withClient();
  const onSignOut = jest.fn();
  render(<AccountPage onSignOut={onSignOut} />, view);
  return { asked, onSignOut, client: view.client };
};

const make = async () => {
  fireEvent.change(await screen.findByLabelText('What it is for'), { target: { value: 'deploy' } });
  fireEvent.click(screen.getByRole('button', { name: 'Make a token' }));
  await screen.findByText(SECRET);
};

test('a token is shown once', async () => {
  const { client } = open();
  await make();
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  expect(await screen.findByText('wxyz')).not.toBeNull();
  await waitFor(() => expect(document.body.innerHTML).not.toContain(SECRET));
  expect(
    JSON.stringify(
      client
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
    ),
  ).not.toContain(SECRET);
});

test('it can be copied', async () => {
  const writeText = jest.fn(() => Promise.resolve());
  Object.assign(navigator, { clipboard: { writeText } });
  open();
  await make();
  fireEvent.click(screen.getByRole('button', { name: 'Copy the token' }));
  await waitFor(() =>
    expect(screen.getByRole('button', { name: 'Copy the token' }).textContent).toContain('Copied'),
  );
  expect(writeText).toHaveBeenCalledWith(SECRET);
});

test('a token is revoked after a second word', async () => {
  const { asked } = open();
  await make();
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke deploy' }));
  expect(asked.some(({ route }) => route.startsWith('DELETE'))).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Revoke deploy for good' }));
  await waitFor(() => expect(screen.queryByRole('list', { name: 'API tokens' })).toBeNull());
});

test('signing out is on the page', async () => {
  const { onSignOut } = open();
  fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(onSignOut).toHaveBeenCalledTimes(1);
});
