import { DomainError } from '../platform/errors/domain-error.js';
import { parseEnv } from './project-env.js';

const faults = (body: unknown): string[] => {
  try {
    parseEnv(body);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (error.errors ?? []).map(({ path }) => path);
  }
};

describe('parseEnv', () => {
  it('takes strings and nulls', () => {
    expect([...parseEnv({ API_URL: 'x', _old1: null, EMPTY: '' })]).toEqual([
      ['API_URL', 'x'],
      ['_old1', null],
      ['EMPTY', ''],
    ]);
  });

  it('names every fault', () => {
    expect(
      faults({ OK: 'x', '1X': 'x', 'A B': 'x', NUL: 'a\0b', NUMBER: 1, LONG: 'x'.repeat(32_769) }),
    ).toEqual(['1X', 'A B', 'NUL', 'NUMBER', 'LONG']);
  });

  it.each([null, 'A=b', ['A']])('refuses %p', (body) => {
    expect(faults(body)).toEqual(['']);
  });
});
