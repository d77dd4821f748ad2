import pg from 'pg';
import { fillBoard } from '../fill-board.js';
import type { Stage } from '../stage.js';

/** Makes a project whose board has so many cards, and answers the project's id. */
export async function newBoard(stage: Stage, cards: number): Promise<string> {
  const fixture = await stage.fixture();
  const { id } = await fixture.createProject({ local_path: fixture.repository() });
  const database = new pg.Pool({ connectionString: fixture.server.databaseUrl ?? '', max: 1 });
  await fillBoard(database, id, cards);
  await database.end();
  return id;
}
