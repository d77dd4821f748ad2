import { jest } from '@jest/globals';
import { useQuery } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { AttemptDetail, PendingRequest } from '@/lib/api/types';
import { attemptRow, requestRow } from '@/lib/testing/rows';
import { later, problem, serve, withClient } from '@/lib/testing/serve';
import { keys } from '@/lib/api/query-keys';
import { attemptQuery } from '../api/get-attempt';
import { AnswerPanel } from './answer-panel';

const SEND = 'POST /api/attempts/attempt-1/input';

beforeEach(() => {
  localStorage.clear();
});

function Panel() {
  const { data } = useQuery(attemptQuery('attempt-1'));
  return data ? <AnswerPanel attempt={data} agentName="Ada" /> : null;
}

const running = (requests: PendingRequest[], part: Partial<AttemptDetail> = {}) =>
  attemptRow({ status: 'RUNNING', phase: 'agent', requests, ...part });

/** As the answer to an answer comes: a row, without what is asked. */
const answered = () => ({ ...running([]), requests: undefined });

/** The page of an attempt that asks; `answer` is what the server says to what is sent. */
async function show(requests: PendingRequest[], answer: () => unknown = answered) {
  let stored = running(requests);
  const asked = serve({ 'GET /api/attempts/attempt-1': () => stored, [SEND]: answer });
  const { client, wrapper } = withClient();
  const page = render(<Panel />, { wrapper });
  await screen.findByRole('region', { name: /The agent asks/ });
  const become = (attempt: AttemptDetail) => {
    stored = attempt;
    return client.invalidateQueries({ queryKey: keys.attempt('attempt-1') });
  };
  const answers = () => asked.filter(({ route }) => route === SEND);
  return {
    sent: () => answers().map(({ body }) => body),
    keys: () => answers().map(({ key }) => key),
    page,
    become,
  };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const gone = () => waitFor(() => expect(screen.queryByRole('region', { name: /The agent asks/ })).toBeNull());

const question = (part: Partial<NonNullable<PendingRequest['questions']>[number]> = {}) => ({
  question: 'Which database?',
  options: [
    { label: 'SQLite', description: 'One file' },
    { label: 'PostgreSQL', description: '' },
  ],
  multi_select: false,
  ...part,
});
const asks = (...questions: ReturnType<typeof question>[]) => requestRow({ kind: 'question', questions });

test('a permission says in words what it is for, shows the command, and is allowed with a message', async () => {
  const reply = later<unknown>();
  const { sent } = await show([requestRow()], () => reply.promise);
  expect(screen.getByRole('heading', { name: 'Ada wants to run a command' })).toBeTruthy();
  expect(screen.getByLabelText('Command').textContent).toBe('npm install left-pad');
  expect(screen.getByText(/^No answer by .* means no/).textContent).toContain('59 min left');
  fireEvent.change(screen.getByRole('textbox', { name: /Message to the agent/ }), {
    target: { value: ' Pin it. ' },
  });
  fireEvent.click(button('Allow'));
  await waitFor(() => expect(button('Sending…').disabled).toBe(true));
  expect(button('Deny').disabled).toBe(true);
  reply.resolve(answered());
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'allow', message: 'Pin it.' }]);
  expect(localStorage.getItem('antfarm.drafts')).not.toContain('Pin it.');
});

test('a permission is denied without a word', async () => {
  const { sent } = await show([requestRow()]);
  fireEvent.click(button('Deny'));
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'deny' }]);
});

test('an edit that wants a permission is shown as a small diff', async () => {
  const input = { path: 'a.ts', old_string: 'const a = 1;', new_string: 'const a = 2;' };
  await show([requestRow({ tool: 'edit', input })]);
  expect(screen.getByRole('heading', { name: 'Ada wants to edit a file' })).toBeTruthy();
  expect(screen.getByLabelText('Change').textContent).toBe('−const a = 1;+const a = 2;');
});

test('a request that is not all there says so', async () => {
  await show([requestRow({ truncated_bytes: 983_040 }), requestRow({ request_id: 'request-2' })]);
  const [cut, whole] = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(cut).toMatch(/This is not all of it: 960 kB were too much to be kept/);
  expect(whole).not.toContain('not all of it');
});

test('of a long change all lines can be seen', async () => {
  const content = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
  await show([requestRow({ tool: 'write', input: { path: 'a.ts', content } })]);
  expect(screen.queryByText('line 499')).toBeNull();
  fireEvent.click(button('Show 100 more lines'));
  expect(screen.getByText('line 499')).toBeTruthy();
});

test('what hides in a command is spelled out', async () => {
  await show([requestRow({ input: { command: 'ls \u202egnp.exe' } })]);
  expect(screen.getByLabelText('Command').textContent).toBe('ls ⟨U+202E⟩gnp.exe');
});

test('what hides in a question, its options or a plan is spelled out', async () => {
  const options = [{ label: 'keep\u202eyltnelis', description: 'for\u200bever' }];
  const { sent } = await show([
    asks(question({ question: 'Delete \u202eno?', options })),
    requestRow({ request_id: 'request-2', kind: 'plan', plan: 'Dig \u202ereed' }),
  ]);
  expect(screen.getByRole('group', { name: 'Delete ⟨U+202E⟩no?' })).toBeTruthy();
  expect(await screen.findByText('Dig ⟨U+202E⟩reed')).toBeTruthy();
  expect(screen.getByText('for⟨U+200B⟩ever')).toBeTruthy();
  fireEvent.click(screen.getByRole('radio', { name: 'keep⟨U+202E⟩yltnelis' }));
  fireEvent.click(button('Send answer'));
  await waitFor(() =>
    expect(sent()).toEqual([
      { request_id: 'request-1', answers: { 'Delete \u202eno?': 'keep\u202eyltnelis' } },
    ]),
  );
});

test('what else a command is given stands below it, times with their unit', async () => {
  await show([requestRow({ input: { timeout_s: 300, command: 'make paint', cwd: 'paint_shop' } })]);
  const command = screen.getByLabelText('Command');
  expect([...(command.parentElement?.children ?? [])].map(({ textContent }) => textContent)).toEqual([
    'make paint',
    'timeout 300 s',
    'cwd paint_shop',
  ]);
});

test('all questions of a request are answered in one form: one of, some of, and in words', async () => {
  const { sent } = await show([
    asks(
      question(),
      question({ question: 'Which tests?', multi_select: true }),
      question({ question: 'What name?', options: [] }),
    ),
  ]);
  expect(screen.getByRole('heading', { name: 'Ada asks 3 questions' })).toBeTruthy();
  const group = (name: RegExp) => within(screen.getByRole('group', { name }));
  const first = group(/Which database/).getByRole('radio', { name: 'SQLite', description: 'One file' });
  fireEvent.click(first);
  fireEvent.click(group(/Which tests/).getByRole('checkbox', { name: 'PostgreSQL' }));
  fireEvent.click(group(/Which tests/).getByRole('checkbox', { name: 'SQLite' }));
  fireEvent.click(group(/Which tests/).getByRole('checkbox', { name: 'Something else' }));
  fireEvent.change(group(/Which tests/).getByRole('textbox'), { target: { value: 'DuckDB' } });
  fireEvent.click(button(/Send answers/));
  expect((await screen.findByRole('alert')).textContent).toBe('Write an answer.');
  const last = screen.getByRole('textbox', { name: 'What name?' });
  expect(document.activeElement).toBe(last);
  fireEvent.change(last, { target: { value: 'Nest' } });
  fireEvent.keyDown(last, { key: 'Enter', ctrlKey: true });
  await gone();
  expect(sent()).toEqual([
    {
      request_id: 'request-1',
      answers: {
        'Which database?': 'SQLite',
        'Which tests?': 'SQLite, PostgreSQL, DuckDB',
        'What name?': 'Nest',
      },
    },
  ]);
});

test('something else takes the place of an option, and may be left to the agent', async () => {
  const { sent } = await show([asks(question())]);
  fireEvent.click(screen.getByRole('radio', { name: 'SQLite' }));
  fireEvent.click(screen.getByRole('radio', { name: 'Something else' }));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'SQLite' }).checked).toBe(false);
  fireEvent.click(button('Let it decide'));
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'deny' }]);
});

test('an option takes the place of something else, words and all', async () => {
  const { sent } = await show([asks(question())]);
  fireEvent.click(screen.getByRole('radio', { name: 'Something else' }));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'DuckDB' } });
  fireEvent.click(screen.getByRole('radio', { name: 'SQLite' }));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Something else' }).checked).toBe(false);
  fireEvent.click(button(/Send answer/));
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', answers: { 'Which database?': 'SQLite' } }]);
});

test('a plan is read as markdown that can do nothing, and is sent back with what should be different', async () => {
  const { sent } = await show([
    requestRow({ kind: 'plan', plan: '# Dig\n\n1. Find a spot\n\n<img src=x onerror=alert(1)>' }),
  ]);
  const plan = within(screen.getByRole('group', { name: 'Plan' }));
  expect(await plan.findByRole('heading', { name: 'Dig' })).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Deeper' } });
  fireEvent.click(button('Send back'));
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'deny', message: 'Deeper' }]);
});

test('a plan is approved', async () => {
  const { sent } = await show([requestRow({ kind: 'plan', plan: 'Dig' })]);
  fireEvent.click(button('Approve'));
  await gone();
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'allow' }]);
});

test('several requests stand in order; each is answered by itself, and the focus goes on to the others', async () => {
  const second = requestRow({ request_id: 'request-2', tool: 'write', input: {} });
  const { sent } = await show([requestRow(), second]);
  expect(
    screen.getAllByRole('listitem').map((item) => within(item).getByRole('heading').textContent),
  ).toEqual(['Ada wants to run a command', 'Ada wants to write a file']);
  fireEvent.click(within(screen.getAllByRole('listitem')[0] ?? document.body).getByText('Allow'));
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
  expect(sent()).toEqual([{ request_id: 'request-1', decision: 'allow' }]);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region')));
});

test('what is being answered is there again after a reload', async () => {
  const first = await show([requestRow(), { ...asks(question()), request_id: 'request-2' }]);
  fireEvent.change(screen.getByRole('textbox', { name: /Message/ }), { target: { value: 'Pin it' } });
  fireEvent.click(screen.getByRole('radio', { name: 'PostgreSQL' }));
  expect(localStorage.getItem('antfarm.drafts')).toContain('Pin it');
  first.page.unmount();
  await show([requestRow(), { ...asks(question()), request_id: 'request-2' }]);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Message/ }).value).toBe('Pin it');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'PostgreSQL' }).checked).toBe(true);
});

const LATE = { code: 'request.answered', detail: 'This has been answered already.' };

test('an answer that comes second is told so calmly, with what it did not say', async () => {
  const { become } = await show([requestRow()], () => problem(409, LATE));
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Pin it' } });
  void become(running([]));
  fireEvent.click(button('Deny'));
  const note = await screen.findByText(/This has been answered already/);
  expect(note.textContent).toContain('Not sent: “Pin it”');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull();
  fireEvent.click(button('Close this note'));
  await gone();
});

test('what was answered in another window goes, and is said', async () => {
  const { become } = await show([requestRow()]);
  await become(running([]));
  expect(await screen.findByText('This was answered in another window.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Allow' })).toBeNull();
});

test('a refusal that can be mended stays at its form, with what was written', async () => {
  await show([requestRow()], () =>
    problem(422, { code: 'request.wrong_answer', detail: 'That is no answer.' }),
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Pin it' } });
  fireEvent.click(button('Allow'));
  expect((await screen.findByRole('alert')).textContent).toBe('That is no answer.');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Pin it');
  expect(button('Allow').disabled).toBe(false);
});

test('what is not sent because there is no network says so, and is sent again as it is written by then', async () => {
  const offline = jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  let reach = (): unknown => Promise.reject(new TypeError('Failed to fetch'));
  const { sent, keys: used } = await show([requestRow()], () => reach());
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Pin it' } });
  fireEvent.click(button('Allow'));
  expect((await screen.findByRole('alert')).textContent).toContain('Not sent: you are offline.');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('Pin it');
  fireEvent.click(button('Try again'));
  await waitFor(() => expect(sent()).toHaveLength(2));
  await screen.findByRole('alert');
  offline.mockRestore();
  reach = answered;
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Pin it well' } });
  fireEvent.click(button('Try again'));
  await gone();
  const words = ['Pin it', 'Pin it', 'Pin it well'];
  expect(sent()).toEqual(words.map((message) => ({ request_id: 'request-1', decision: 'allow', message })));
  const [first, again, other] = used();
  expect(first).toBe(again);
  expect(other).not.toBe(first);
});

test('when the time is over nothing can be sent any more', async () => {
  await show([requestRow({ expires_at: new Date(Date.now() - 1000).toISOString() })]);
  expect(screen.getByText(/The time to answer was over at/)).toBeTruthy();
  expect(button('Allow').disabled).toBe(true);
});
