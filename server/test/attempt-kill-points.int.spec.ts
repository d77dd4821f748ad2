import { CHECKPOINTS } from '../src/platform/process/checkpoint.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { git, temporaryFolder } from './support/git-fixture.js';
import { KillPoints } from './support/kill-points.js';
import { numberedLines } from './support/numbered-lines.js';

/** Approval and retention have tests of their own. */
const OF_THE_PIPELINE = CHECKPOINTS.filter((name) => !/^(approve|retention)\./.test(name));
const kill = new KillPoints(temporaryFolder());

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start(kill.env);
});
afterAll(() => fixture.stop());

async function createCard(repository: string) {
  const project = await fixture.createProject({
    local_path: repository,
    commands: { install: 'echo installed', test: 'test -f new.txt', lint: 'true' },
  });
  const agent = await fixture.createAgent('echo run >>runs.txt; seq -f "line %.0f" 1 200; echo 1 >new.txt');
  return fixture.createTask(project.id, { agent_id: agent.id });
}

describe('an attempt whose server is killed at each checkpoint in turn', () => {
  it('goes on from each, and nothing is lost or done twice', async () => {
    const repository = fixture.repository();
    const task = await createCard(repository);
    const start = () =>
      fixture.api.post(`/api/tasks/${task.id}/attempts`, {}, { 'Idempotency-Key': 'the-only-start' });
    let started: Promise<unknown> | undefined;
    for (const checkpoint of OF_THE_PIPELINE) {
      kill.arm(checkpoint);
      started ??= start().catch(() => undefined); // the server dies before it answers
      await fixture.server.resume().catch(() => undefined); // it may die before it is ready
      await kill.reached();
      await fixture.server.process.exited;
    }
    await fixture.server.resume();
    expect(await start()).toMatchObject({ status: 409, body: { code: 'idempotency.done_before' } });
    const { body } = await fixture.api.get(`/api/tasks/${task.id}/attempts`);
    expect(body['items']).toHaveLength(1);
    const id = String(body['items'][0].id);

    const stream = fixture.follow(id);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines().filter((line) => line.startsWith('line'))).toEqual(numberedLines(200));
    expect(await fixture.addedText(id, 'runs.txt')).toBe('run\n');
    const attempt = await fixture.attempt(id);
    expect(attempt.gates.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
    expect(attempt.artifacts.map(({ name }) => name).sort()).toEqual([
      'agent.log',
      'changes.patch',
      'install-0.log',
      'install.log',
      'lint-0.log',
      'summary.md',
      'test-0.log',
    ]);
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(git(repository, 'status', '--porcelain')).toBe('');
    const { databaseUrl, dataDir } = fixture.server;
    expect(await audit({ databaseUrl: databaseUrl!, dataDir })).toEqual([]);
  });
});
