import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Board, startBoard } from './support/board.js';

const [OLD, NEW] = ['o'.repeat(40), 'n'.repeat(40)];
const KEY = 'sk-rotated-0123456789';

let board: Board;
beforeAll(async () => {
  board = await startBoard({ env: { SECRET_KEY: OLD } });
});
afterAll(() => board.stop());

/** Which key sealed what is stored. */
async function sealingKeys(): Promise<string[]> {
  const { rows } = await board.database.query<{ id: string }>(
    `select distinct split_part(sealed, '.', 2) as id
     from (select sealed from provider_keys union all select sealed from project_secrets) secrets`,
  );
  return rows.map(({ id }) => id);
}

describe('a new sealing key', () => {
  it('takes over all that the old one sealed, which is needed no more then', async () => {
    const project = await board.createProject();
    const agent = await board.createAgent({
      command: `test "$OPENAI_API_KEY" = ${KEY} && echo hello`,
      env_allow: ['OPENAI_API_KEY'],
    });
    await board.api.put('/api/keys/openai', { value: KEY });
    await board.api.put(`/api/projects/${project.id as string}/env`, { DEPLOY_TOKEN: 'very secret' });
    const before = await sealingKeys();
    expect(before).toHaveLength(1);

    await board.server.restart({ SECRET_KEY: `${NEW},${OLD}` });
    const after = await sealingKeys();
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);

    await board.server.restart({ SECRET_KEY: NEW });
    const { body } = await board.api.post(`/api/agents/${agent.id as string}/hello`, {});
    expect(body).toMatchObject({ ok: true });
  });
});
