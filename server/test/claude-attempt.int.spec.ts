import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredAttemptEvent } from '../src/contracts/attempt-event.js';
import { MODEL_PRICES } from '../src/contracts/model-prices.js';
import { sumOf } from './agent-conformance/harness.js';
import { claudeHarness, claudeProfile } from './support/claude-harness.js';
import { eventually } from './support/eventually.js';
import { type Block, scriptMarker, type TurnUsage } from './support/model-server/turn.js';
import { ScriptedAttempts } from './support/scripted-attempts.js';
import { watchProject } from './support/watch-project.js';

const MODEL = 'claude-sonnet-4-5';
const QUESTION = 'What becomes of an accented letter?';
const CHOICES = ['The letter without its accent', 'A dash'];
const OLD_TEST = "test('has no dash at its ends'";
const NEW_TEST = `test('keeps letters without their accents', () => {
  assert.equal(slugify('Mücken im Café'), 'mucken-im-cafe');
});
`;

const { missing } = claudeHarness;
const title = missing === undefined ? 'an attempt of Claude Code' : `Claude Code (skipped: ${missing})`;
const describeClaude = missing === undefined ? describe : describe.skip;

const use = (tool: string, input: unknown): Block => ({ tool, input });

let attempts: ScriptedAttempts;
beforeAll(async () => {
  attempts = await ScriptedAttempts.open();
});
afterAll(() => attempts.close());

describeClaude(title, () => {
  it('changes a repository over several tool calls, asks, outlives the server, and is green to the token', async () => {
    const { fixture, model } = attempts;
    const told: TurnUsage[] = [];
    const saying = (blocks: readonly Block[]) => {
      const usage = usageOfTurn(told.length);
      told.push(usage);
      return { blocks, usage };
    };
    model.script('look', (step) =>
      saying(step === 0 ? [use('Read', { file_path: 'test/slug.test.js' })] : [{ text: 'Three tests.' }]),
    );
    let heard = '';
    const work: readonly (readonly Block[])[] = [
      [
        { text: 'I read first.' },
        use('Read', { file_path: 'src/slug.js' }),
        use('Agent', {
          description: 'Read the tests',
          prompt: scriptMarker('look'),
          subagent_type: 'general-purpose',
          run_in_background: false,
        }),
      ],
      [claudeHarness.tools.ask!(QUESTION, CHOICES)],
      [
        use('Edit', {
          file_path: 'src/slug.js',
          old_string: '    .toLowerCase()\n',
          new_string: "    .normalize('NFD')\n    .replace(/\\p{M}/gu, '')\n    .toLowerCase()\n",
        }),
        use('Read', { file_path: 'test/slug.test.js' }),
      ],
      [
        use('Edit', {
          file_path: 'test/slug.test.js',
          old_string: OLD_TEST,
          new_string: `${NEW_TEST}\n${OLD_TEST}`,
        }),
        use('Write', { file_path: 'docs/slugs.md', content: '# Slugs\n\nAccents are left out.\n' }),
      ],
      [use('Bash', { command: 'npm test', description: 'Run the tests' })],
      [{ text: 'Letters keep their place without their accents.' }],
    ];
    const before = model.requests.length;
    const { id, task } = await attempts.start(
      { ...claudeProfile, model: MODEL, permission_mode: 'accept_edits' },
      (step, messages) => {
        if (step === 2) heard = messages.at(-1)?.text ?? '';
        return saying(work[step] ?? []);
      },
      {
        repository: await fixture.sampleRepository(),
        project: { commands: { test: 'npm test', lint: 'npm run lint' } },
      },
    );

    const question = await attempts.asked(id);
    expect(question).toMatchObject({ kind: 'question', questions: [{ question: QUESTION }] });
    expect(await attempts.attention(task.id, 'question')).toMatchObject({ ref: question.request_id });
    const answers = { [QUESTION]: CHOICES[0] };
    await fixture.act(id, 'input', { request_id: question.request_id, answers });

    const permission = await attempts.asked(id, question.request_id);
    expect(permission).toMatchObject({ kind: 'permission', tool: 'Bash', input: { command: 'npm test' } });
    await fixture.server.kill('SIGKILL');
    await fixture.server.restart();
    await fixture.act(id, 'input', { request_id: permission.request_id, decision: 'allow' });

    const attempt = await fixture.settled(id);
    expect(heard).toContain(CHOICES[0]);
    expect(attempt).toMatchObject({
      status: 'REVIEW_READY',
      failure: null,
      requests: [],
      summary: 'Letters keep their place without their accents.',
      gates: [
        { gate: 'test', status: 'passed', exit_code: 0 },
        { gate: 'lint', status: 'passed', exit_code: 0 },
      ],
    });
    expect(attempt.runs.map(({ status }) => status)).toEqual(['succeeded']);
    expect(await fixture.changedPaths(id)).toEqual(['docs/slugs.md', 'src/slug.js', 'test/slug.test.js']);
    expect((await fixture.task(task.id)).needs_attention).toMatchObject({ reason: 'review' });

    expect(model.requests.length - before).toBe(told.length);
    expect(attempt.usage).toEqual({
      input_tokens: sumOf(told, 'input'),
      output_tokens: sumOf(told, 'output'),
      cache_read_tokens: sumOf(told, 'cacheRead'),
      cache_write_tokens: sumOf(told, 'cacheWrite'),
      cost_usd: expect.closeTo(priceOf(told), 9),
    });

    const events = await fixture.storedEvents(id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    const calls = toolCalls(events);
    const outer = calls.find(({ name }) => name === 'Agent')?.id;
    expect(outer).toEqual(expect.any(String));
    expect(calls.map(({ name, parent_id, statuses }) => [name, parent_id, ...statuses])).toEqual([
      ['Read', undefined, 'in_progress', 'completed'],
      ['Agent', undefined, 'in_progress', 'completed'],
      ['Read', outer, 'in_progress', 'completed'],
      ['AskUserQuestion', undefined, 'in_progress', 'completed'],
      ['Edit', undefined, 'in_progress', 'completed'],
      ['Read', undefined, 'in_progress', 'completed'],
      ['Edit', undefined, 'in_progress', 'completed'],
      ['Write', undefined, 'in_progress', 'completed'],
      ['Bash', undefined, 'in_progress', 'completed'],
    ]);
    expect(await attempts.answersIn(id)).toMatchObject([{ answers }, { decision: 'allow' }]);
  });

  it('keeps the subtasks of its card, and loses nothing that a person changes meanwhile', async () => {
    const { fixture, model } = attempts;
    const update = (taskId: string, status: string) => use('TaskUpdate', { taskId, status });
    let listed = '';
    const { id, task, project } = await attempts.start(
      { ...claudeProfile, model: MODEL, permission_mode: 'full' },
      (step, messages) => {
        if (step === 1) listed = messages.at(-1)?.text ?? '';
        return [
          [use('TaskList', {}), claudeHarness.tools.run('echo list=$CLAUDE_CODE_TASK_LIST_ID')],
          [update('1', 'completed'), update('2', 'completed'), update('3', 'in_progress')],
          [update('5', 'completed'), use('TaskCreate', { subject: 'Mend the lint', description: 'Spaces' })],
          [update('6', 'completed')],
          [claudeHarness.tools.ask!('Go on?', ['Yes', 'No'])],
        ][step];
      },
      {
        subtasks: [
          { title: 'Read it', inputs: 'The code' },
          { title: 'Change it' },
          { title: 'Test it' },
          { title: 'Write it down', status: 'done' },
          { title: 'Ask around' },
        ],
      },
    );
    const { request_id } = await attempts.asked(id);
    expect(listed).toContain(`list=antfarm-${project.id}-${task.id}`);
    expect(listed).toMatch(/#1 \[pending\] Read it\n(.*\n){2}#4 \[completed\] Write it down\n/);
    expect(JSON.stringify(model.requests.at(-1)?.body)).toContain('1. [ ] Read it\\n   Inputs: The code');

    await fixture.server.kill('SIGKILL');
    await fixture.server.restart();
    const [read, change, , , ask] = await attempts.subtasks(task.id);
    await fixture.api.patch(`/api/subtasks/${read!.id}`, { title: 'Read all of it', position: 4 });
    await fixture.api.patch(`/api/subtasks/${change!.id}`, { status: 'failed' });
    await fixture.api.delete(`/api/subtasks/${ask!.id}`);
    const { version } = await fixture.task(task.id);
    const watched = await watchProject(fixture.server, project.id);
    await fixture.act(id, 'input', { request_id, answers: { 'Go on?': 'Yes' } });
    expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });

    const after = [
      { title: 'Change it', status: 'failed' },
      { title: 'Test it', status: 'pending' },
      { title: 'Write it down', status: 'done' },
      { title: 'Read all of it', status: 'done' },
      { title: 'Mend the lint', status: 'done', outputs: 'Spaces' },
    ];
    expect(await attempts.subtasks(task.id)).toMatchObject(after);
    const isTold = () =>
      watched.frames.some(({ type, row }) => type === 'task.upserted' && row['subtasks'].done === 3);
    await eventually(isTold, 'the board to be told');
    watched.close();
    // One for the subtasks, without which the board would not ask for them again, and one for the column.
    expect((await fixture.task(task.id)).version).toBe(version + 2);

    model.script('rest', (step, messages) => {
      if (step === 1) listed = messages.at(-1)?.text ?? '';
      return [[use('TaskList', {})], [update('1', 'completed'), update('2', 'completed')]][step];
    });
    const { body: next } = await fixture.act(id, 'request-changes', { feedback: scriptMarker('rest') });
    expect(await fixture.settled(next['id'] as string)).toMatchObject({ status: 'REVIEW_READY' });
    expect(listed).toContain('#4 [completed] Read all of it');
    expect(await attempts.subtasks(task.id)).toMatchObject(after.map((one) => ({ ...one, status: 'done' })));
    expect((await fixture.task(task.id)).subtasks).toEqual({ done: 5, total: 5 });
  });
});

/** Another one for each turn, so that none can be counted twice in the place of another. */
const usageOfTurn = (turn: number): TurnUsage => ({
  input: 1_000 + 3 ** turn,
  output: 100 + 2 ** turn,
  cacheRead: 10_000 + 5 ** turn,
  cacheWrite: 500 + 7 ** turn,
});

/** USD. */
function priceOf(turns: readonly TurnUsage[]): number {
  const price = MODEL_PRICES.find(({ model }) => model === MODEL)!;
  const amounts = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;
  return amounts.reduce((sum, amount) => sum + sumOf(turns, amount) * price[amount], 0) / 1_000_000;
}

/** Each call once, by its first event, with all of its states in their order. */
function toolCalls(events: readonly StoredAttemptEvent[]) {
  const calls = new Map<
    string,
    { id: string; name: string; parent_id: string | undefined; statuses: string[] }
  >();
  for (const { event } of events) {
    if (event.kind !== 'TOOL') continue;
    const { id, name, parent_id, status } = event.payload;
    const call = calls.get(id) ?? { id, name, parent_id, statuses: [] };
    call.statuses.push(status);
    calls.set(id, call);
  }
  return [...calls.values()];
}
