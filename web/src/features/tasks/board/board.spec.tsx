import { jest } from '@jest/globals';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { Agent, Task } from '@/lib/api/types';
import { agentRow, projectRow, taskRow } from '@/lib/testing/rows';
import { serve, withClient } from '@/lib/testing/serve';
import { Board } from './board';

window.scrollTo = () => undefined;
Element.prototype.scrollTo = () => undefined;

const ranks = ['a0', 'a1', 'a2'];
const cards = ranks.map((rank, index) =>
  taskRow({
    id: `t${index}`,
    number: index + 1,
    key: `ANT-${index + 1}`,
    title: `Card ${index + 1}`,
    rank,
    agent_id: `agent-${index}`,
  }),
);

/** Each card's agent counts how often the card is drawn. */
function countingAgents() {
  const drawn = new Map<string, number>();
  const agents = new Map<string, Agent>(
    cards.map(({ agent_id }) => {
      const id = agent_id ?? '';
      const agent = agentRow({ id });
      Object.defineProperty(agent, 'name', {
        get: () => {
          drawn.set(id, (drawn.get(id) ?? 0) + 1);
          return id;
        },
      });
      return [id, agent];
    }),
  );
  return { agents, drawn };
}

function board(project = projectRow()) {
  const { agents, drawn } = countingAgents();
  const { wrapper } = withClient();
  const handlers = {
    onOpen: jest.fn(),
    onSetLimit: jest.fn(),
    onOpenArchive: jest.fn(),
    onDragChange: jest.fn(),
    onNear: jest.fn(),
  };
  const filters = {};
  const draw = (tasks: readonly Task[]) => (
    <Board {...{ project, tasks, agents, filters }} {...handlers} shown={tasks} openTaskId={undefined} />
  );
  const view = render(draw(cards), { wrapper });
  return { drawn, handlers, show: (tasks: readonly Task[]) => view.rerender(draw(tasks)) };
}

/** The code for dragging comes after the cards. */
const untilDraggable = () =>
  waitFor(() => expect(document.querySelector('[data-rfd-draggable-id]')).not.toBeNull());
const cardOf = (name: string) => screen.getByRole('button', { name: new RegExp(name) });
const said = () => document.querySelector('[aria-live=assertive]')?.textContent ?? '';
const press = (element: Element, key: string, keyCode: number) =>
  act(() => void fireEvent.keyDown(element, { key, keyCode, code: key }));

// The first of all: the code for dragging comes once.
test('cards are there, and open, before they can be dragged', () => {
  const { handlers } = board();
  expect(document.querySelector('[data-rfd-draggable-id]')).toBeNull();
  expect(screen.getByText(/Nothing to review/)).not.toBeNull();
  fireEvent.keyDown(cardOf('Card 2'), { key: 'Enter' });
  expect(handlers.onOpen).toHaveBeenCalledWith('t1');
});

test('a push about one card draws that card and no other', async () => {
  const { drawn, show } = board();
  await untilDraggable();
  drawn.clear();
  show(cards.map((task) => (task.id === 't1' ? { ...task, title: 'Renamed' } : task)));
  expect(screen.getByText('Renamed')).not.toBeNull();
  expect([...drawn.keys()]).toEqual(['agent-1']);
});

test('what comes while a card is in the hand is drawn when it lies, and each step is said in words', async () => {
  const { handlers, show } = board();
  await untilDraggable();
  const card = cardOf('Card 1');
  card.focus();
  press(card, ' ', 32);
  await waitFor(() => expect(said()).toBe('Lifted ANT-1, Card 1, in To Do, position 1 of 3.'));
  expect(handlers.onDragChange).toHaveBeenLastCalledWith(true);
  show(cards.map((task) => ({ ...task, title: `${task.title} pushed` })));
  expect(screen.queryByText('Card 2 pushed')).toBeNull();
  // The card in the hand is another element.
  press(document.body, 'Escape', 27);
  await waitFor(() => expect(said()).toBe('Cancelled. ANT-1 is back in To Do, position 1 of 3.'));
  expect(await screen.findByText('Card 2 pushed')).not.toBeNull();
  expect(handlers.onDragChange).toHaveBeenLastCalledWith(false);
});

test('a card says its place in the queue and what it waits for, and a column that it is over its limit', () => {
  const { show } = board(projectRow({ column_limits: { inbox: 2 } }));
  const [first, second, third] = cards as [Task, Task, Task];
  const attempt = { id: 'x', number: 1, status: 'QUEUED', gates: [], closed: null } as unknown as NonNullable<
    Task['latest_attempt']
  >;
  show([
    { ...first, latest_attempt: { ...attempt, queued_at: '2026-01-11T07:00:01Z' } },
    { ...second, latest_attempt: { ...attempt, queued_at: '2026-01-11T07:00:00Z' } },
    { ...third, depends_on: ['over', 't0', 'gone'] },
    taskRow({ id: 'over', key: 'ANT-9', status: 'done' }),
  ]);
  expect(screen.getByText('Queued · 2nd')).not.toBeNull();
  expect(cardOf('Card 2').textContent).toContain('Queued · 1st');
  expect(cardOf('Card 3').textContent).toContain('blocked by ANT-1');
  expect(cardOf('Card 3').textContent).not.toContain('ANT-9');
  expect(screen.getByText(/1 over its limit of 2/)).not.toBeNull();
  expect(columnNamed('To Do').getByTitle('1 over its limit of 2').textContent).toContain('3 / 2 · 1 over');
});

test('a title that is typed in a column is taken at once, and the field goes on with the next', async () => {
  serve({});
  board();
  await untilDraggable();
  fireEvent.click(screen.getByRole('button', { name: 'New task in Review' }));
  const field = screen.getByLabelText<HTMLTextAreaElement>('Title of a new task in Review');
  fireEvent.change(field, { target: { value: 'Quick\nQuicker' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(field.value).toBe('');
  expect(screen.getByText('2 added')).not.toBeNull();
});

test('messages that wait to be read are counted on their card', async () => {
  serve({ 'GET /api/projects/project-1/unread': () => ({ items: [{ task_id: 't1', count: 2 }] }) });
  board();
  await screen.findByText('2 unread messages');
  expect(cardOf('Card 2').textContent).toContain('2 unread messages');
});

test('an empty column says what comes there', async () => {
  board();
  await untilDraggable();
  expect(screen.getByText(/Nothing to review/)).not.toBeNull();
});

const columnNamed = (name: string) => within(screen.getByRole('region', { name }));

test('each column has its name and counts its cards', () => {
  board();
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
    'To Do',
    'In Progress',
    'Review',
    'Done',
  ]);
  expect(columnNamed('To Do').getByTitle('3 cards').textContent).toBe('3');
  expect(columnNamed('Review').getByTitle('0 cards').textContent).toBe('0');
});

test('a team has a column more, and its own names', () => {
  board(projectRow({ workflow: 'team' }));
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
    'Inbox',
    'Assigned',
    'In Progress',
    'Review',
    'Done',
  ]);
});

const fromMenu = async (column: string, name: string) => {
  fireEvent.click(screen.getByRole('button', { name: `More about ${column}` }));
  fireEvent.click(await screen.findByRole('menuitem', { name }));
};

test('the limit of a column is a choice of its menu', async () => {
  const { handlers } = board();
  await untilDraggable();
  await fromMenu('Review', 'Set a limit…');
  expect(handlers.onSetLimit).toHaveBeenCalledWith(expect.objectContaining({ status: 'review' }));
});

test('a column is folded away and unfolded with one click', async () => {
  board();
  await untilDraggable();
  await fromMenu('To Do', 'Fold away');
  await waitFor(() => expect(screen.queryByText('Card 1')).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Unfold To Do, 3 cards' }));
  expect(screen.getByText('Card 1')).not.toBeNull();
});

test('a click opens a card', () => {
  const { handlers } = board();
  fireEvent.click(cardOf('Card 3'));
  expect(handlers.onOpen).toHaveBeenCalledWith('t2');
});
