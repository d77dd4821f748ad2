import type { AttemptFixture } from '../server/test/support/attempt-fixture.js';

export interface Attempts {
  readonly projectId: string;
  /** Starts one on a card of its own and answers its id. */
  readonly start: () => Promise<string>;
}

/** A project whose cards are all worked on by one command, ten at once. */
export async function prepareAttempts(
  fixture: AttemptFixture,
  command: string,
  repository = fixture.repository(),
): Promise<Attempts> {
  const project = await fixture.createProject({ local_path: repository });
  await fixture.query('update projects set max_concurrent_attempts = 10 where id = $1', [project.id]);
  const agent = await fixture.createAgent(command);
  return {
    projectId: project.id,
    start: async () => {
      const task = await fixture.createTask(project.id, { agent_id: agent.id });
      return (await fixture.startAttempt(task.id)).id;
    },
  };
}
