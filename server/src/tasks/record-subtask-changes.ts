import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import type { AgentTaskChanges } from '../platform/process/run-protocol/run-spec.js';
import { MAX_SUBTASKS, MAX_TEXT, MAX_TITLE } from './subtask.dto.js';
import { Subtask } from './subtask.entity.js';

/** Under the lock of the task's row; answers how many are different now. What a person changed meanwhile stays. */
export async function recordSubtaskChanges(
  manager: EntityManager,
  taskId: string,
  { settled, added }: AgentTaskChanges,
): Promise<number> {
  let changed = 0;
  for (const { id, from, to } of settled) {
    const { affected } = await manager.update(Subtask, { id, taskId, status: from }, { status: to });
    changed += affected ?? 0;
  }
  return changed + (await addNew(manager, taskId, added));
}

/** Several attempts of one task may add the same: it is there once. */
async function addNew(
  manager: EntityManager,
  taskId: string,
  added: AgentTaskChanges['added'],
): Promise<number> {
  const known = await manager.find(Subtask, { where: { taskId }, select: { title: true } });
  const titles = new Set(known.map(({ title }) => title));
  const rows: Pick<Subtask, 'id' | 'taskId' | 'position' | 'title' | 'outputs' | 'status'>[] = [];
  for (const { title: said, description, status } of added) {
    const title = said.trim().slice(0, MAX_TITLE);
    if (title === '' || titles.has(title) || titles.size >= MAX_SUBTASKS) continue;
    titles.add(title);
    const position = known.length + rows.length;
    rows.push({ id: newId(), taskId, position, title, outputs: description.slice(0, MAX_TEXT), status });
  }
  if (rows.length > 0) await manager.insert(Subtask, rows);
  return rows.length;
}
