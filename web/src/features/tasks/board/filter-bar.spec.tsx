import { jest } from '@jest/globals';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useAnnouncement } from '@/lib/announce';
import { agentRow, projectRow, taskRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { FilterChips, SearchBox } from './filter-bar';
import type { BoardFilters } from './filter-tasks';

test('letters are kept while the address lags behind', () => {
  const onChange = jest.fn();
  const view = render(<SearchBox value="" onChange={onChange} />);
  const box = screen.getByRole<HTMLInputElement>('searchbox');
  fireEvent.change(box, { target: { value: 'a' } });
  fireEvent.change(box, { target: { value: 'an' } });
  view.rerender(<SearchBox value="a" onChange={onChange} />);
  expect(box.value).toBe('an');
  expect(onChange.mock.calls).toEqual([['a'], ['an']]);
});

test('a search that is cleared elsewhere is cleared here', () => {
  const view = render(<SearchBox value="" onChange={jest.fn()} />);
  const box = screen.getByRole<HTMLInputElement>('searchbox');
  fireEvent.change(box, { target: { value: 'ant' } });
  fireEvent.blur(box);
  view.rerender(<SearchBox value="" onChange={jest.fn()} />);
  expect(box.value).toBe('');
});

test('the key for the search brings one there, and what is typed is cleared with one press', () => {
  const onChange = jest.fn();
  render(<SearchBox value="ant" onChange={onChange} />);
  fireEvent.keyDown(document.body, { key: '/' });
  expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  fireEvent.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(onChange).toHaveBeenCalledWith('');
});

test('each filter is taken away by itself, or all at once, and how many are left is said', async () => {
  serve({ 'GET /api/projects/project-1/filters': () => ({ items: [] }) });
  const onChange = jest.fn();
  const filters: BoardFilters = { label: 'bug', agent: 'agent-1', is: 'running' };
  const tasks = [taskRow({ labels: ['bug'] }), taskRow({ id: 'task-2' })];
  const { wrapper } = withClient();
  render(
    <FilterChips {...{ tasks, filters, onChange }} project={projectRow()} agents={[agentRow()]} shown={1} />,
    { wrapper },
  );
  expect(screen.getByText('1 of 2 cards')).not.toBeNull();
  await waitFor(() => expect(useAnnouncement.getState().text).toBe('1 of 2 cards'), { timeout: 3000 });
  fireEvent.click(screen.getByRole('button', { name: 'Take the filter by agent away' }));
  expect(onChange).toHaveBeenLastCalledWith({ ...filters, agent: undefined });
  fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
  expect(onChange).toHaveBeenLastCalledWith({});
});

test.each([
  ['label', 'bug', { label: 'bug' }],
  ['status', 'review', { status: 'review' }],
  ['agent', 'agent-1', { agent: 'agent-1' }],
  ['priority', 'high', { priority: 'high' }],
  ['state', 'stale', { is: 'stale' }],
])('a filter by %s is added to the others', (name, value, filter) => {
  serve({ 'GET /api/projects/project-1/filters': () => ({ items: [] }) });
  const onChange = jest.fn();
  const tasks = [taskRow({ labels: ['bug'] })];
  render(
    <FilterChips
      {...{ tasks, onChange }}
      filters={{ q: 'queue' }}
      project={projectRow()}
      agents={[agentRow()]}
      shown={1}
    />,
    withClient(),
  );
  fireEvent.change(screen.getByLabelText(`Filter by ${name}`), { target: { value } });
  expect(onChange).toHaveBeenCalledWith({ q: 'queue', ...filter });
});
