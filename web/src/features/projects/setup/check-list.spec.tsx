import { jest } from '@jest/globals';
import { render, screen, within } from '@testing-library/react';
import type { ProjectCheck } from '@/lib/api/types';
import { CheckList } from './check-list';

const check = (name: ProjectCheck['name'], part: Partial<ProjectCheck>): ProjectCheck => ({
  name,
  ok: true,
  detail: '',
  hint: null,
  ...part,
});

test('a check that passed and still asks for something is a warning, between what failed and what is well', () => {
  const checks = [
    check('disk', {}),
    check('agent_ready', { detail: 'The project has no default agent.', hint: 'Choose one.' }),
    check('has_commits', { ok: false }),
  ];
  render(<CheckList checks={checks} onAgents={jest.fn()} />);
  const outcomes = within(screen.getByRole('list', { name: 'Checks' })).getAllByRole('img');
  expect(outcomes.map((icon) => icon.getAttribute('aria-label'))).toEqual(['failed', 'warning', 'passed']);
});
