import { CHECKPOINTS, type Checkpoint } from '../src/platform/process/checkpoint.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { git, temporaryFolder } from './support/git-fixture.js';
import { KillPoints } from './support/kill-points.js';
import { numberedLines } from './support/numbered-lines.js';

/** The approval has tests of its own. */
const points = CHECKPOINTS.filter((name) => !name.startsWith('approve.'));
const kill = new KillPoints(temporaryFolder());

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start(kill.env);
});
afterAll(() => fixture.stop());

/** An attempt through every phase, on a server that dies at the checkpoint and is started again. */
async function runThrough(checkpoint: Checkpoint) {
  const repository = fixture.repository();
  const project = await fixture.createProject({
    local_path: repository,
    commands: { install: 'echo installed', test: 'test -f new.txt', lint: 'true' },
  });
  const agent = await fixture.createAgent('echo run >>runs.txt; seq -f "line %.0f" 1 200; echo 1 >new.txt');
  const task = await fixture.createTask(project.id, { agent_id: agent.id });
  kill.arm(checkpoint);
  const key = fixture.unique('key');
  const start = () => fixture.api.post(`/api/tasks/${task.id}/attempts`, {}, { 'Idempotency-Key': key });
  await start().catch(() => undefined); // the server may die before it answers
  await kill.reached();
  await fixture.server.process.exited;
  await fixture.server.restart();
  expect([201, 409]).toContain((await start()).status);
  const { body } = await fixture.api.get(`/api/tasks/${task.id}/attempts`);
  return { repository, attempts: body['items'] as { id: string }[] };
}

describe('a server that is killed at', () => {
  it.each(points)('%s goes on, and nothing is lost or done twice', async (checkpoint) => {
    const { attempts, repository } = await runThrough(checkpoint);
    expect(attempts).toHaveLength(1);
    const { id } = attempts[0]!;
    const stream = fixture.follow(id);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines().filter((line) => line.startsWith('line'))).toEqual(numberedLines(200));
    expect(await fixture.addedText(id, 'runs.txt')).toBe('run\n');
    const attempt = await fixture.attempt(id);
    expect(attempt.gates.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
    const kinds = attempt.artifacts.map(({ name }) => name).sort();
    expect(kinds).toEqual([
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
    expect(
      await audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir }),
    ).toEqual([]);
  });
});
