import { jest } from '@jest/globals';
import { act, render, screen, waitFor } from '@testing-library/react';
import { problem, serve, withClient } from '@/lib/testing/serve';
import { SignIn } from './sign-in';

test('a second link that is pasted into the same tab signs in too', async () => {
  const asked = serve({
    'POST /api/session': ({ body }) =>
      (body as { token: string }).token === 'old'
        ? problem(401, {
            code: 'session.link_invalid',
            detail: 'This link was used.',
            hint: 'Run `npm start -- link`, or send `Authorization: Bearer`.',
          })
        : {},
  });
  window.history.replaceState(null, '', '/sign-in#token=old');
  const onSignedIn = jest.fn();
  render(<SignIn onSignedIn={onSignedIn} />, withClient());
  expect(await screen.findByText('That link did not work')).not.toBeNull();
  expect(screen.getByRole('alert').textContent).toBe('This link was used.');
  act(() => {
    window.location.hash = '#token=new';
  });
  await waitFor(() => expect(onSignedIn).toHaveBeenCalledTimes(1));
  expect(asked.map(({ body }) => body)).toEqual([{ token: 'old' }, { token: 'new' }]);
  expect(window.location.hash).toBe('');
});
