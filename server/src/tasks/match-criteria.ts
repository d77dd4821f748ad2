import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import type { CriterionCheck, CriterionInput, ListedCriterionInput } from './criterion.dto.js';
import { Criterion, type CriterionRow } from './criterion.entity.js';

/** The rows of a list that replaces `existing`: what keeps its id or its text stays the same criterion. */
export function matchCriteria(
  taskId: string,
  existing: readonly CriterionRow[],
  wanted: readonly ListedCriterionInput[],
): CriterionRow[] {
  const named = new Set(wanted.map(({ id }) => id));
  const unnamed = existing.filter(({ id }) => !named.has(id));
  return wanted.map((input, position) => {
    const index = unnamed.findIndex(({ text }) => input.id === undefined && text === input.text);
    const same =
      index >= 0
        ? unnamed.splice(index, 1)[0]
        : existing.find(({ id }) => input.id !== undefined && id === input.id);
    return same ? { ...changeCriterion(same, input), position } : newCriterion(taskId, position, input);
  });
}

export const newCriterion = (taskId: string, position: number, input: CriterionInput): CriterionRow => ({
  id: newId(),
  taskId,
  position,
  text: input.text,
  done: input.done ?? false,
  check: normaliseCheck(input.check ?? null),
  evidence: null,
});

export async function replaceCriteria(
  manager: EntityManager,
  taskId: string,
  wanted: readonly ListedCriterionInput[],
): Promise<void> {
  const existing = await manager.find(Criterion, { where: { taskId }, order: { position: 'ASC' } });
  const rows = matchCriteria(taskId, existing, wanted);
  const kept = new Set(rows.map(({ id }) => id));
  const dropped = existing.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (dropped.length > 0) await manager.delete(Criterion, dropped);
  await manager.save(Criterion, rows);
}

/** Evidence is for one text and one check: it goes when either changes. */
export function changeCriterion(criterion: CriterionRow, change: Partial<CriterionInput>): CriterionRow {
  const text = change.text ?? criterion.text;
  const check = change.check === undefined ? criterion.check : normaliseCheck(change.check);
  const same = text === criterion.text && isDeepStrictEqual(check, criterion.check);
  return {
    ...criterion,
    text,
    check,
    done: change.done ?? criterion.done,
    evidence: same ? criterion.evidence : null,
  };
}

/** Only what belongs to the kind is kept. */
export function normaliseCheck(check: CriterionCheck | null): CriterionCheck | null {
  if (check === null) return null;
  const { kind, run, path, contains } = check;
  switch (kind) {
    case 'command':
      return { kind, ...(run === undefined ? {} : { run }) };
    case 'file':
      return {
        kind,
        ...(path === undefined ? {} : { path }),
        ...(contains === undefined ? {} : { contains }),
      };
    case 'agent':
      return { kind };
  }
}
