import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { projectRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { ProjectSettings } from './project-settings';

test('what others save meanwhile is taken over, and what was changed here is kept', async () => {
  const asked = serve({ 'PATCH /api/projects/project-1': () => projectRow({ version: 3 }) });
  const view = render(<ProjectSettings project={projectRow()} agents={[]} />, withClient());
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Mine' } });
  view.rerender(
    <ProjectSettings
      project={projectRow({ name: 'Theirs', default_branch: 'next', version: 2 })}
      agents={[]}
    />,
  );
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Branch').value).toBe('next'));
  fireEvent.click(screen.getByRole('button', { name: 'Save settings' }));
  await waitFor(() => expect(asked.length).toBeGreaterThan(0));
  expect(asked[0]?.body).toMatchObject({ name: 'Mine', default_branch: 'next', version: 2 });
});
