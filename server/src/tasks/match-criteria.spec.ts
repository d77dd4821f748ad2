import { changeCriterion, matchCriteria, normaliseCheck } from './match-criteria.js';
import type { CriterionRow } from './criterion.entity.js';

const evidence = {
  status: 'passed' as const,
  tree_sha: 'abc',
  stale: false,
  exit_code: 0,
  output_ref: null,
  by: 'server',
  at: '2026-01-01T00:00:00.000Z',
};
const criterion = (id: string, text: string): CriterionRow => ({
  id,
  taskId: 'task',
  position: 0,
  text,
  done: true,
  check: { kind: 'command', run: 'npm test' },
  evidence,
});
const existing = [criterion('1', 'compiles'), criterion('2', 'is tested'), criterion('3', 'is tested')];

describe('matchCriteria', () => {
  it('keeps ids, marks and evidence of what stays, by id or by text', () => {
    const rows = matchCriteria('task', existing, [{ text: 'is tested' }, { id: '1', text: 'compiles' }]);
    expect(rows.map(({ id, position, done }) => ({ id, position, done }))).toEqual([
      { id: '2', position: 0, done: true },
      { id: '1', position: 1, done: true },
    ]);
    expect(rows.map((row) => row.evidence)).toEqual([evidence, evidence]);
  });

  it('gives equal texts a row each', () => {
    const rows = matchCriteria('task', existing, [
      { text: 'is tested' },
      { text: 'is tested' },
      { text: 'is tested' },
    ]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
    expect(rows.slice(0, 2).map(({ id }) => id)).toEqual(['2', '3']);
    expect(rows[2]).toMatchObject({ done: false, check: null, evidence: null });
  });

  it('leaves a named criterion to its name, though another has its text', () => {
    const rows = matchCriteria('task', existing, [{ text: 'compiles' }, { id: '1', text: 'compiles' }]);
    expect(rows[1]!.id).toBe('1');
    expect(rows[0]!.id).not.toBe('1');
  });

  it('makes a new row for an id that is not of this task', () => {
    expect(matchCriteria('task', existing, [{ id: 'foreign', text: 'x' }])[0]!.id).not.toBe('foreign');
  });
});

describe('changeCriterion', () => {
  it('drops evidence with the text or the check that it was for, and only then', () => {
    const row = existing[0]!;
    expect(changeCriterion(row, { done: false })).toEqual({ ...row, done: false });
    expect(changeCriterion(row, { text: 'builds' }).evidence).toBeNull();
    expect(changeCriterion(row, { check: null })).toMatchObject({ check: null, evidence: null });
    expect(changeCriterion(row, { check: { kind: 'command', run: 'npm test' } }).evidence).toEqual(evidence);
  });
});

describe('normaliseCheck', () => {
  it('keeps what belongs to the kind', () => {
    const all = { run: 'x', path: 'y', contains: 'z' };
    expect(normaliseCheck({ kind: 'command', ...all })).toEqual({ kind: 'command', run: 'x' });
    expect(normaliseCheck({ kind: 'file', ...all })).toEqual({ kind: 'file', path: 'y', contains: 'z' });
    expect(normaliseCheck({ kind: 'agent', ...all })).toEqual({ kind: 'agent' });
    expect(normaliseCheck(null)).toBeNull();
  });
});
