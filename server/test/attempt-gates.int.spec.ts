import type { AttemptDetailDto } from '../src/attempts/attempts.dto.js';
import type { GateDto } from '../src/gates/gates.dto.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttemptFixture } from './support/attempt-fixture.js';
import { commitFiles } from './support/git-fixture.js';

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start();
});
afterAll(() => fixture.stop());

const gateNamed = (attempt: AttemptDetailDto, name: string): GateDto =>
  attempt.gates.find(({ gate }) => gate === name)!;

async function resultEvent(attemptId: string, gate: string) {
  const results = (await fixture.storedEvents(attemptId)).flatMap(({ event }) =>
    event.kind === 'GATE_RESULT' && event.payload.gate === gate ? [event.payload] : [],
  );
  return results.at(-1);
}

describe('gates', () => {
  it('carry exit code, duration, output and the tree that they ran on', async () => {
    const { id, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { install: 'echo installing', test: 'cat new.txt; echo tested', lint: 'exit 0' } },
    });
    expect(attempt).toMatchObject({
      status: 'REVIEW_READY',
      tree_sha: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect(attempt.gates).toHaveLength(3);
    for (const gate of attempt.gates) {
      expect(gate).toMatchObject({
        status: 'passed',
        exit_code: 0,
        tree_sha: attempt.tree_sha,
        stale: false,
      });
      expect(gate.duration_ms).toBeGreaterThanOrEqual(0);
    }
    const { body } = await fixture.api.get(`/api/artifacts/${gateNamed(attempt, 'test').output_ref!}`);
    expect(body).toBe('1\ntested\n');
    expect(await resultEvent(id, 'test')).toMatchObject({ exit_code: 0, newly_failing: false });
  });

  it('are blamed each for what it changed itself', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      files: { 'lock.txt': 'older\n', 'readme.md': 'hello\n' },
      project: {
        commands: { install: 'echo new >lock.txt', test: 'cat lock.txt', lint: 'echo >>readme.md' },
        setup: { install_first: false },
      },
    });
    expect(attempt.gates.map(({ gate, mutated_tree }) => [gate, mutated_tree])).toEqual([
      ['install', true],
      ['test', false],
      ['lint', true],
    ]);
  });

  it('that cannot be run leave the result to a person, too', async () => {
    const name = fixture.unique('agent');
    const { id, task } = await fixture.start({
      agent: `echo 1 >new.txt; ${fixture.meeting.wait(name)}`,
      project: { commands: { test: 'true' } },
    });
    await fixture.meeting.arrival(name);
    const { workspace_path } = await fixture.attempt(id);
    writeFileSync(join(workspace_path!, '../../gates'), 'no folder');
    fixture.meeting.letGo(name);
    const attempt = await fixture.settled(id);
    expect(attempt).toMatchObject({ status: 'REVIEW_READY', gates: [{ gate: 'test', status: 'error' }] });
    const errors = attempt.events.filter(({ event }) => event.kind === 'ERROR');
    expect(errors).toMatchObject([{ event: { payload: { message: 'The gates could not be run.' } } }]);
    expect(await fixture.task(task.id)).toMatchObject({ needs_attention: { reason: 'gates_failed' } });
    expect((await fixture.approve(id)).body).toMatchObject({ code: 'attempt.evidence', status: 409 });
  });

  it('that are red leave the attempt to a person, blaming what the base passes', async () => {
    const { id, attempt, task } = await fixture.run({
      agent: 'echo broken >state.txt',
      files: { 'state.txt': 'good\n' },
      project: { commands: { test: 'grep -q good state.txt || exit 7' } },
    });
    expect(attempt.status).toBe('REVIEW_READY');
    expect(gateNamed(attempt, 'test')).toMatchObject({ status: 'failed', exit_code: 7, baseline: 'passed' });
    expect(await resultEvent(id, 'test')).toMatchObject({ exit_code: 7, newly_failing: true });
    expect(await fixture.task(task.id)).toMatchObject({
      status: 'review',
      needs_attention: { reason: 'gates_failed' },
      latest_attempt: { gates: [{ gate: 'test', status: 'failed' }] },
    });
  });

  it('that fail on the base too are not blamed on the change', async () => {
    const { id, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: 'exit 3' } },
    });
    expect(gateNamed(attempt, 'test')).toMatchObject({ status: 'failed', exit_code: 3, baseline: 'failed' });
    expect(await resultEvent(id, 'test')).toMatchObject({ newly_failing: false });
  });

  it('behind a failed install are skipped', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { install: 'exit 9', test: 'true', lint: 'true' } },
    });
    expect(attempt.status).toBe('REVIEW_READY');
    expect(attempt.gates).toMatchObject([
      { gate: 'install', status: 'failed', exit_code: 9 },
      { gate: 'test', status: 'skipped', exit_code: null },
      { gate: 'lint', status: 'skipped', exit_code: null },
    ]);
  });

  it('behind a red test still run', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: 'exit 1', lint: 'true' } },
    });
    expect(attempt.gates).toMatchObject([{ status: 'failed' }, { gate: 'lint', status: 'passed' }]);
  });

  it('that take too long are stopped and say so', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: { run: 'if [ -f new.txt ]; then sleep 600; fi', timeout_s: 10 } } },
    });
    expect(attempt.status).toBe('REVIEW_READY');
    expect(gateNamed(attempt, 'test')).toMatchObject({ status: 'timed_out', baseline: 'passed' });
  });

  it('that change tracked files say so', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      files: { 'tracked.txt': 'a\n', '.gitignore': 'build\n' },
      project: { commands: { install: 'mkdir build && echo 1 >build/out', test: 'echo b >tracked.txt' } },
    });
    expect(attempt.gates).toMatchObject([
      { gate: 'install', status: 'passed', detail: null, mutated_tree: false },
      { gate: 'test', status: 'passed', mutated_tree: true },
    ]);
  });
});

describe('an agent that doctors its workspace', () => {
  const files = {
    '.gitignore': 'node_modules\n',
    'install.sh':
      'mkdir -p node_modules/.bin && printf "#!/bin/sh\\ngrep -q good state.txt\\n" >node_modules/.bin/check && chmod +x node_modules/.bin/check\n',
    'state.txt': 'good\n',
  };
  const commands = { install: 'sh install.sh', test: 'node_modules/.bin/check' };

  it('turns nothing green by a test runner that always succeeds', async () => {
    const { attempt } = await fixture.run({
      agent:
        'echo bad >state.txt; printf "#!/bin/sh\\nexit 0\\n" >node_modules/.bin/check; node_modules/.bin/check',
      files,
      project: { commands },
    });
    expect(attempt.failure).toBeNull();
    expect(gateNamed(attempt, 'test')).toMatchObject({ status: 'failed', exit_code: 1, baseline: 'passed' });
  });

  it('turns nothing green by files that are ignored, or in its home and its /tmp', async () => {
    const { attempt } = await fixture.run({
      agent: 'echo 1 >new.txt; touch ignored-proof "$HOME/proof" "$TMPDIR/proof"',
      files: { '.gitignore': 'ignored-proof\n' },
      project: {
        commands: { test: 'test -f ignored-proof || test -f "$HOME/proof" || test -f "$TMPDIR/proof"' },
      },
    });
    expect(gateNamed(attempt, 'test')).toMatchObject({ status: 'failed', baseline: 'failed' });
  });

  it('cannot prepare the gates by a process that stays behind', async () => {
    const script = 'while :; do echo doctored >late.txt; sleep 0.05; done';
    const leaveBehind = `require("child_process").spawn("sh", ["-c", "${script}"], { detached: true, stdio: "ignore" }).unref()`;
    const { attempt } = await fixture.run({
      agent: `echo 1 >new.txt; node -e '${leaveBehind}'`,
      project: { commands: { test: 'test ! -f late.txt' } },
    });
    const paths = await fixture.changedPaths(attempt.id);
    expect(gateNamed(attempt, 'test').status).toBe(paths.includes('late.txt') ? 'failed' : 'passed');
  });
});

describe('rerunning gates', () => {
  it('runs one gate again, on the same tree, with the install that it needs', async () => {
    const { id, project, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { install: 'true', test: 'exit 1', lint: 'true' } },
    });
    await fixture.api.patch(`/api/projects/${project.id}`, { commands: { test: 'true' } });
    const again = await fixture.act(id, 'rerun-gates', { gate: 'test' });
    expect(again).toMatchObject({ status: 200, body: { status: 'GATES_RUNNING' } });
    const green = await fixture.settled(id);
    expect(green.gates).toMatchObject([
      { status: 'passed' },
      { command: 'true', status: 'passed' },
      { status: 'passed' },
    ]);
    expect(gateNamed(green, 'lint').output_ref).toBe(gateNamed(attempt, 'lint').output_ref);
    expect(gateNamed(green, 'install').output_ref).not.toBe(gateNamed(attempt, 'install').output_ref);
  });

  it('runs all of them again without a name', async () => {
    const { id, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: 'true', lint: 'true' } },
    });
    await fixture.act(id, 'rerun-gates', {});
    const again = await fixture.settled(id);
    for (const gate of ['test', 'lint']) {
      expect(gateNamed(again, gate)).toMatchObject({ status: 'passed', stale: false });
      expect(gateNamed(again, gate).output_ref).not.toBe(gateNamed(attempt, gate).output_ref);
    }
  });

  it('is refused for a gate that is not configured, and while gates run', async () => {
    const name = fixture.unique('gate');
    const { id } = await fixture.start({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: fixture.meeting.wait(name) } },
    });
    await fixture.meeting.arrival(name);
    expect(await fixture.act(id, 'rerun-gates', { gate: 'lint' })).toMatchObject({ status: 422 });
    expect((await fixture.act(id, 'rerun-gates', {})).body).toMatchObject({
      code: 'attempt.illegal_transition',
    });
    fixture.meeting.letGo(name);
    await fixture.settled(id);
  });
});

describe('updating an attempt from its base', () => {
  it('makes the evidence stale until the gates that follow have run', async () => {
    const name = fixture.unique('gate');
    const { id, repository, attempt } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: {
        commands: { test: `if [ -f base.txt ]; then ${fixture.meeting.wait(name)}; fi`, lint: 'true' },
      },
    });
    const base = commitFiles(repository, { 'base.txt': '1\n' });
    const updated = await fixture.act(id, 'update-from-base');
    expect(updated).toMatchObject({ status: 200, body: { status: 'GATES_RUNNING', base_sha: base } });
    await fixture.meeting.arrival(name);
    const running = await fixture.attempt(id);
    expect(running.tree_sha).not.toBe(attempt.tree_sha);
    fixture.meeting.letGo(name);
    expect((await fixture.settled(id)).gates).toMatchObject([
      { gate: 'test', status: 'passed', stale: false },
      { gate: 'lint', status: 'passed', stale: false },
    ]);
    const { body } = await fixture.api.get(`/api/attempts/${id}/diff`);
    expect(body).toMatchObject({ base_sha: base, files: [{ path: 'new.txt' }] });
  });

  it('names the conflicting files and changes nothing', async () => {
    const { id, repository, attempt } = await fixture.run({
      agent: 'echo agent >readme.md',
      project: { commands: { test: 'true' } },
    });
    commitFiles(repository, { 'readme.md': 'person\n' });
    const { status, body } = await fixture.act(id, 'update-from-base');
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'attempt.merge_conflict', files: ['readme.md'] });
    expect(await fixture.attempt(id)).toMatchObject({
      status: 'REVIEW_READY',
      head_sha: attempt.head_sha,
    });
  });
});

describe('approving without green evidence', () => {
  const red = () =>
    fixture.run({ agent: 'echo 1 >new.txt', project: { commands: { test: 'exit 1', lint: 'exit 2' } } });
  const because = (...items: string[]) => ({ override: { reason: 'known to be flaky', items } });

  it('is refused with the names of the red gates', async () => {
    const { id } = await red();
    const { status, body } = await fixture.approve(id);
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'attempt.evidence', items: ['gate:test', 'gate:lint'] });
    expect(await fixture.attempt(id)).toMatchObject({ status: 'REVIEW_READY', phase: null });
  });

  it('is refused with an override of only some of them', async () => {
    const { id } = await red();
    expect((await fixture.approve(id, because('gate:test'))).body).toMatchObject({
      code: 'attempt.evidence',
      items: ['gate:lint'],
    });
  });

  it('is refused with an override of more than is needed', async () => {
    const { id } = await red();
    const { status, body } = await fixture.approve(id, because('gate:test', 'gate:lint', 'stale:install'));
    expect(status).toBe(422);
    expect(body['code']).toBe('attempt.override_mismatch');
  });

  it('passes with an override of exactly these, which stays on record', async () => {
    const { id } = await red();
    const { status, body } = await fixture.approve(id, because('gate:test', 'gate:lint'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'APPROVED_MERGED',
      merge: {
        override: { reason: 'known to be flaky', items: ['gate:test', 'gate:lint'], by: expect.any(String) },
      },
    });
  });

  it('passes where the project does not ask for green gates', async () => {
    const { id, project } = await red();
    await fixture.api.patch(`/api/projects/${project.id}`, { require_green_gates: false });
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
  });

  it('asks for gates that were configured since, as missing', async () => {
    const { id, project } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { require_green_gates: false },
    });
    await fixture.api.patch(`/api/projects/${project.id}`, { commands: { lint: 'true' } });
    expect((await fixture.approve(id)).body).toMatchObject({
      code: 'attempt.evidence',
      items: ['missing:lint'],
    });
    const preview = await fixture.api.get(`/api/attempts/${id}/merge-preview`);
    expect(preview.body).toMatchObject({ clean: true, missing_evidence: ['missing:lint'] });
    expect((await fixture.approve(id, because('missing:lint'))).body).toMatchObject({
      status: 'APPROVED_MERGED',
    });
  });

  it('asks for gates that ran on another tree, as stale', async () => {
    const { id, repository, project } = await fixture.run({
      agent: 'echo 1 >new.txt',
      project: { commands: { test: 'true', lint: 'true' } },
    });
    commitFiles(repository, { 'base.txt': '1\n' });
    const projectPath = `/api/projects/${project.id}`;
    await fixture.api.patch(projectPath, { commands: { lint: null } });
    await fixture.act(id, 'update-from-base');
    await fixture.settled(id);
    await fixture.api.patch(projectPath, { commands: { lint: 'true' }, require_green_gates: false });
    expect(gateNamed(await fixture.attempt(id), 'lint')).toMatchObject({ status: 'passed', stale: true });
    expect((await fixture.approve(id)).body).toMatchObject({
      code: 'attempt.evidence',
      items: ['stale:lint'],
    });
    expect((await fixture.approve(id, because('stale:lint'))).body).toMatchObject({
      status: 'APPROVED_MERGED',
    });
  });
});
