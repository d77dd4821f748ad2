import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { identifyProcess, type ProcessIdentity } from '../src/platform/process/process-identity.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { RunnerHandle } from '../src/platform/runner-client/runner-handle.js';
import { AttemptFixture, type Started } from './support/attempt-fixture.js';
import { audit } from './support/audit.js';
import { eventually } from './support/eventually.js';
import { temporaryFolder } from './support/git-fixture.js';
import { commandLine, markedProcesses } from './support/marked-processes.js';
import { numberedLines } from './support/numbered-lines.js';
import { collectRecords } from './support/run-fixture.js';
import { itInSandbox } from './support/sandbox.js';

const newerProtocol = join(temporaryFolder(), 'newer-protocol');
const LOADED = fileURLToPath(new URL('support/speak-newer-protocol.mjs', import.meta.url));

let fixture: AttemptFixture;
beforeAll(async () => {
  fixture = await AttemptFixture.start({
    NODE_OPTIONS: `--import=${LOADED}`,
    NEWER_PROTOCOL_FILE: newerProtocol,
  });
});
afterAll(() => fixture.stop());

interface Waiting extends Started {
  readonly name: string;
  readonly runId: string;
  readonly directory: string;
  readonly runner: ProcessIdentity;
}

/** An attempt whose agent has said `up`, written a file, and waits. */
async function startWaiting(): Promise<Waiting> {
  const name = fixture.unique('agent');
  const agent = `echo up; echo 1 >new.txt; ${fixture.meeting.wait(name)}; echo done`;
  const started = await fixture.start({ agent });
  await fixture.follow(started.id).untilPrinted('up');
  await fixture.meeting.arrival(name);
  const runs = join(fixture.server.dataDir, 'attempts', started.id, 'runs');
  const [runId = ''] = readdirSync(runs);
  const directory = join(runs, runId);
  const runner = JSON.parse(readFileSync(runFiles(directory).identity, 'utf8')) as ProcessIdentity;
  return { ...started, name, runId, directory, runner };
}

async function expectEnded({ id, name }: Waiting, reason: string, lines = ['up']): Promise<void> {
  const stream = fixture.follow(id);
  expect(await stream.ended).toEqual({ code: 1000, status: 'FAILED' });
  expect(stream.lines()).toEqual(lines);
  expect(await fixture.attempt(id)).toMatchObject({ failure: { reason, retryable: true } });
  expect(await fixture.addedText(id, 'new.txt')).toBe('1\n');
  await fixture.meeting.departure(name);
  expect(fixture.meeting.count(name)).toBe(1);
}

const expectAudited = async (): Promise<void> =>
  expect(await audit({ databaseUrl: fixture.server.databaseUrl!, dataDir: fixture.server.dataDir })).toEqual(
    [],
  );

const bubblewraps = ({ runId }: Waiting): number[] =>
  markedProcesses(runId).filter((pid) => commandLine(pid)[0] === 'bwrap');

describe('an attempt keeps what was done and says how it ended', () => {
  it('when its runner is killed', async () => {
    const attempt = await startWaiting();
    sendSignal(attempt.runner.pid, 'SIGKILL');
    await expectEnded(attempt, 'interrupted');
    await expectAudited();
  });

  it('when its runner hangs for good', async () => {
    const attempt = await startWaiting();
    sendSignal(attempt.runner.pid, 'SIGSTOP');
    await expectEnded(attempt, 'interrupted');
    await expectAudited();
  });

  it('when its agent is killed', async () => {
    const attempt = await startWaiting();
    const isAgent = (pid: number): boolean => /^(\/bin\/)?sh$/.test(commandLine(pid)[0] ?? '');
    for (const pid of markedProcesses(attempt.runId)) if (isAgent(pid)) sendSignal(pid, 'SIGKILL');
    await expectEnded(attempt, 'agent_failed');
    await expectAudited();
  });

  itInSandbox('when its bubblewrap is killed, the outer one or PID 1 inside', async () => {
    const [outer, inner] = [await startWaiting(), await startWaiting()];
    sendSignal(Math.min(...bubblewraps(outer)), 'SIGKILL');
    sendSignal(Math.max(...bubblewraps(inner)), 'SIGKILL');
    await expectEnded(outer, 'agent_failed');
    await expectEnded(inner, 'agent_failed');
    await expectAudited();
  });
});

it('a server whose run is taken by a higher fence lets go of it, and nothing is lost or done twice', async () => {
  const name = fixture.unique('agent');
  const agent = `echo started >>starts.txt; seq -f 'line %.0f' 1 500; ${fixture.meeting.wait(name)}; seq -f 'line %.0f' 501 1000`;
  const { id } = await fixture.start({ agent });
  await fixture.follow(id).untilPrinted('line 500');
  const [run] = await fixture.query<{ id: string; token: string; directory: string; fence: number }>(
    'select r.id, r.token, r.directory, a.fence::int from runs r join attempts a on a.id = r.attempt_id where a.id = $1',
    [id],
  );
  const other = new RunnerHandle(
    { runId: run!.id, token: run!.token, runDirectory: run!.directory },
    run!.fence + 1,
  );
  const seenByOther = collectRecords(other);
  const isLetGo = `select 1 from attempts where id = $1 and (lease_owner is null or fence > $2)`;
  await eventually(
    async () => (await fixture.query(isLetGo, [id, run!.fence])).length > 0,
    'the server to let go',
  );
  fixture.meeting.letGo(name);
  const stream = fixture.follow(id);
  expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
  expect(stream.lines()).toEqual(numberedLines(1_000));
  expect(await fixture.addedText(id, 'starts.txt')).toBe('started\n');
  const [{ errors }] = (await fixture.query<{ errors: number }>(
    'select pipeline_errors as errors from attempts where id = $1',
    [id],
  )) as [{ errors: number }];
  expect(errors).toBe(0);
  await seenByOther.catch(() => undefined);
  await expectAudited();
});

it('a server that comes back after an upgrade ends what it cannot reach any more, and signals nobody else', async () => {
  const [outdated, removed, linked, recycled] = await Promise.all([1, 2, 3, 4].map(startWaiting));
  await fixture.server.kill('SIGKILL');
  rmSync(removed!.directory, { recursive: true });
  const elsewhere = join(fixture.folder, 'elsewhere');
  renameSync(linked!.directory, elsewhere);
  symlinkSync(elsewhere, linked!.directory);
  // The runner is gone, and its pid is now that of this test.
  sendSignal(recycled!.runner.pid, 'SIGKILL');
  const impostor = { ...identifyProcess(process.pid), startTime: recycled!.runner.startTime };
  writeFileSync(runFiles(recycled!.directory).identity, JSON.stringify(impostor));
  writeFileSync(newerProtocol, '');
  await fixture.server.restart();
  for (const attempt of [outdated!, removed!, linked!, recycled!]) await expectEnded(attempt, 'interrupted');
  const said = (await fixture.storedEvents(outdated!.id)).map(({ event }) => JSON.stringify(event.payload));
  expect(said).toContainEqual(expect.stringContaining('another version of Antfarm'));
  await expectAudited();
});
