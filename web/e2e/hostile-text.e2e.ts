import type { Page } from '@playwright/test';
import { answer, settled } from './fixtures/api.js';
import { watchPage } from './fixtures/clean-page.js';
import { makeRepository, type Repository } from './fixtures/repository.js';
import { expect, test } from './fixtures/shared-server.js';

const ELSEWHERE = 'https://elsewhere.invalid';
const LONG = 'W'.repeat(300);
/** Paragraphs, as Markdown would take all that follows a tag in the same one for HTML. */
const TEXT = [
  '<script>window.__pwned = 1</script>',
  '<img src=x onerror="window.__pwned = 2">',
  '"><svg onload=window.__pwned=3><iframe srcdoc="<script>parent.__pwned=4</script>"></iframe>',
  '[click me](javascript:window.__pwned=5) <javascript:window.__pwned=6>',
  `![a picture](${ELSEWHERE}/pixel.png) <${ELSEWHERE}> <link rel=stylesheet href=${ELSEWHERE}/a.css>`,
  `<style>@import "${ELSEWHERE}/b.css"; body { display: none }</style>`,
  '\u202egnp.exe\u202c \u2066isolated \u200fright to left',
  LONG,
].join('\n\n');
/** What a terminal would obey; no JSON body of ours may hold it, so it comes out of processes only. */
const OUTPUT = [
  TEXT,
  `\u001b]8;;${ELSEWHERE}\u001b\\a link\u001b]8;;\u001b\\ \u001b]8;;javascript:window.__pwned=7\u0007another\u001b]8;;\u0007`,
  '\u001b[31;1mred\u001b[0m \u001b[2J\u001b[999Aup \u001b]0;title\u0007 \u0000\u0008\u009b31m',
].join('\n');
const NAME = '<img src=x onerror=window.__pwned=8>\u202egnp';
const FILE = '<img src=x onerror=window.__pwned=9>\u202egnp.ts';

const AGENT = `
import { appendFileSync, writeFileSync } from 'node:fs';
const output = ${JSON.stringify(OUTPUT)};
const say = (kind, payload) => appendFileSync(process.env.AGENT_EVENTS_FILE, JSON.stringify({ kind, payload }) + '\\n');
console.log(output);
console.error(output);
say('MESSAGE', { role: 'agent', text: ${JSON.stringify(TEXT)} });
say('TOOL', { id: '1', name: ${JSON.stringify(NAME)}, tool_kind: 'execute', status: 'completed', input: output, output });
// With a NUL it would be no text, and have no lines.
writeFileSync(${JSON.stringify(FILE)}, output.replaceAll('\\0', '') + '\\n');
`;
const GATE = `console.log(${JSON.stringify(OUTPUT)}); process.exit(1);`;

let repository: Repository;
let paths: readonly string[];

test.beforeAll(async ({ shared: { api } }) => {
  repository = await makeRepository({
    files: { 'agent.mjs': AGENT, 'gate.mjs': GATE },
    branch: 'main<b>window.__pwned=1',
  });
  const agent = await answer(
    api.POST('/api/agents', {
      body: { name: NAME, adapter: 'command', command: 'node agent.mjs', instructions: TEXT },
    }),
  );
  const project = await answer(
    api.POST('/api/projects', {
      body: { name: NAME, local_path: repository.path, commands: { test: 'node gate.mjs' } },
    }),
  );
  const task = await answer(
    api.POST('/api/projects/{project_id}/tasks', {
      params: { path: { project_id: project.id } },
      body: {
        title: `${NAME} ${'W'.repeat(120)}`,
        description: TEXT,
        acceptance_criteria: [TEXT.replaceAll('\n', ' ').slice(0, 400)],
        labels: ['<b>bold</b>', '\u202elebal'],
        focus_files: [FILE],
        agent_id: agent.id,
      },
    }),
  );
  const path = { task_id: task.id };
  await answer(api.POST('/api/tasks/{task_id}/messages', { params: { path }, body: { content: TEXT } }));
  await answer(api.POST('/api/tasks/{task_id}/subtasks', { params: { path }, body: { title: NAME } }));
  const started = await answer(api.POST('/api/tasks/{task_id}/attempts', { params: { path }, body: {} }));
  const attemptId = 'items' in started ? '' : started.id;
  await settled(api, [attemptId]);
  await answer(
    api.POST('/api/attempts/{attempt_id}/comments', {
      params: { path: { attempt_id: attemptId } },
      body: { path: FILE, side: 'new', line: 1, severity: 'major', body: TEXT },
    }),
  );
  const attempt = `/attempts/${attemptId}?tab=`;
  paths = [
    '/',
    ...['details', 'thread', 'attempts', 'subtasks'].map((tab) => `/?task=${task.id}&tab=${tab}`),
    ...['needs-you', 'runs', 'insights', 'agents', 'settings'].map((page) => `/${page}`),
    ...['logs', 'diff', 'gates', 'summary'].map((tab) => attempt + tab),
  ].map((below) => `/projects/${project.id}${below}`);
});
test.afterAll(() => repository.remove());

/** Elements that could run or load something, and what has run. */
const dangers = (page: Page) =>
  page.evaluate(() => ({
    pwned: '__pwned' in window,
    elements: [
      ...document.querySelectorAll(
        'script:not([src]), iframe, object, embed, [onerror], [onload], a[href^="javascript:"], img[src^="http"]',
      ),
    ].map(({ outerHTML }) => outerHTML),
    overflow: Math.max(0, (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth),
  }));
const NONE = { pwned: false, elements: [], overflow: 0 };

test('what repositories, agents and people write is only ever text', async ({ page, shared }) => {
  const { faults } = watchPage(page, shared.server.url);
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  for (const path of paths) {
    await test.step(path, async () => {
      const response = await page.goto(shared.server.url + path);
      expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
      await expect(page.getByText('Loading')).toHaveCount(0);
      await expect(page.getByText(/__pwned|W{20}/).first()).toBeAttached();
      expect.soft(await dangers(page), path).toEqual(NONE);
      for (const view of await page.getByRole('group', { name: 'View' }).getByRole('button').all()) {
        await view.click();
        await expect(view).toHaveAttribute('aria-pressed', 'true');
        expect.soft(await dangers(page), path).toEqual(NONE);
      }
    });
  }
  expect(faults).toEqual([]);
});
