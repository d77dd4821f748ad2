import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AgentReadinessList } from '../src/agents/agent-readiness.dto.js';
import { readIdentity } from '../src/platform/process/process-identity.js';
import { sendSignal } from '../src/platform/process/process-table.js';
import { runFiles } from '../src/platform/process/run-protocol/run-directory.js';
import { AttemptFixture } from './support/attempt-fixture.js';
import { describeWithEngines } from './support/container-engines.js';
import { eventually } from './support/eventually.js';
import { git } from './support/git-fixture.js';
import { processesWithArgument, uniqueSeconds } from './support/marked-processes.js';
import type { TestEngine } from './support/test-engine.js';

const IN_CONTAINER = { sandbox: 'container' };
/** Holds in the image only: it has no /usr/share. */
const IN_IMAGE = '[ ! -e /usr/share ]';

describeWithEngines('an attempt in containers', (startEngine) => {
  let engine: TestEngine;
  let fixture: AttemptFixture;
  beforeAll(async () => {
    engine = await startEngine();
    const place = { DOCKER_HOST: `unix://${engine.socket}`, CONTAINER_IMAGE: engine.image };
    fixture = await AttemptFixture.start(place);
  });
  afterAll(async () => {
    await fixture.stop();
    await engine.stop();
  });

  const noneLeft = (): Promise<unknown> =>
    eventually(async () => (await engine.containers()).length === 0, 'the end of all containers');

  const runnersOf = (attemptId: string): number[] => {
    const runs = join(fixture.server.dataDir, 'attempts', attemptId, 'runs');
    return readdirSync(runs).flatMap((run) => readIdentity(runFiles(join(runs, run)).identity)?.pid ?? []);
  };

  it('runs install, agent and gates there, and its result is merged', async () => {
    const { id, attempt, repository } = await fixture.run({
      agent: `${IN_IMAGE} && git log --oneline | grep -q . && echo 1 >new.txt && echo "$AGENT_PROMPT" | head -1`,
      agentFields: IN_CONTAINER,
      project: {
        commands: { install: `${IN_IMAGE} && touch installed`, test: `${IN_IMAGE} && grep 1 new.txt` },
        network: 'none',
      },
    });
    expect(attempt).toMatchObject({
      status: 'REVIEW_READY',
      isolation: { kind: 'container', network: 'none', degraded_reason: null },
      gates: [
        { gate: 'install', status: 'passed' },
        { gate: 'test', status: 'passed' },
      ],
    });
    expect((await fixture.approve(id)).body).toMatchObject({ status: 'APPROVED_MERGED' });
    expect(git(repository, 'show', 'main:new.txt')).toBe('1');
    await noneLeft();
  });

  it('goes on when the server is killed, and another follows it to its end', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({
      agent: `echo up; ${fixture.meeting.wait(name)}; echo later; echo 1 >new.txt`,
      agentFields: IN_CONTAINER,
    });
    await fixture.meeting.arrival(name);
    await fixture.server.kill('SIGKILL');
    await fixture.server.restart();
    fixture.meeting.letGo(name);
    const stream = fixture.follow(id);
    expect(await stream.ended).toEqual({ code: 1000, status: 'REVIEW_READY' });
    expect(stream.lines()).toEqual(['up', 'later']);
    await noneLeft();
  });

  it('goes on when server and engine are killed, and only the server comes back', async () => {
    const name = fixture.unique('agent');
    const { id } = await fixture.start({
      agent: `${fixture.meeting.wait(name)}; echo 1 >new.txt`,
      agentFields: IN_CONTAINER,
    });
    await fixture.meeting.arrival(name);
    await engine.kill();
    try {
      await fixture.server.kill('SIGKILL');
      await fixture.server.restart();
      fixture.meeting.letGo(name);
      expect(await fixture.settled(id)).toMatchObject({ status: 'REVIEW_READY' });
    } finally {
      await engine.start();
    }
    await noneLeft();
  });

  it('leaves nothing when server, runner and engine are killed at once', async () => {
    const name = fixture.unique('agent');
    const seconds = uniqueSeconds();
    const { id } = await fixture.start({
      agent: `sleep ${seconds} & ${fixture.meeting.wait(name)}`,
      agentFields: IN_CONTAINER,
    });
    await fixture.meeting.arrival(name);
    await engine.kill();
    await fixture.server.kill('SIGKILL');
    for (const pid of runnersOf(id)) sendSignal(pid, 'SIGKILL');
    await engine.start();
    await fixture.server.restart();
    await noneLeft();
    expect(processesWithArgument(seconds)).toEqual([]);
    expect(await fixture.settled(id)).toMatchObject({ status: 'FAILED' });
  });

  it('is refused, with what to do, when there is no such image, and the profile says so before', async () => {
    await engine.client.getImage(engine.image).tag({ repo: 'localhost/antfarm-test', tag: 'kept' });
    await engine.client.getImage(engine.image).remove();
    try {
      const { attempt, task } = await fixture.run({ agent: 'true', agentFields: IN_CONTAINER });
      const { body } = await fixture.api.get<AgentReadinessList>('/api/agents/readiness');
      expect(body.items.find(({ agent_id }) => agent_id === task.agent_id)).toMatchObject({
        ok: false,
        fault: 'container',
        detail: expect.stringContaining(`has no image ${engine.image}`),
      });
      expect(attempt).toMatchObject({ status: 'FAILED', failure: { reason: 'agent_not_ready' } });
      expect(JSON.stringify(attempt)).toContain(`has no image ${engine.image}`);
    } finally {
      const [repo = '', tag = ''] = engine.image.split(':');
      await engine.client.getImage('localhost/antfarm-test:kept').tag({ repo, tag });
      await engine.client.getImage('localhost/antfarm-test:kept').remove();
    }
  });
});
