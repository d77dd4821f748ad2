import { checkOverride } from './check-override.js';

const given = (...items: string[]) => ({ reason: 'known flake', items });

function refusal(...[needed, override]: [string[], ReturnType<typeof given>?]): unknown {
  try {
    return checkOverride(needed, override, 'me');
  } catch (error) {
    return error;
  }
}

describe('an override of evidence', () => {
  test('is not needed when nothing is missing', () => {
    expect(checkOverride([], undefined, 'me')).toBeNull();
  });

  test('names exactly the items, with its reason and its author', () => {
    expect(checkOverride(['gate:test'], given('gate:test'), 'me')).toMatchObject({
      reason: 'known flake',
      items: ['gate:test'],
      by: 'me',
    });
  });

  test('that leaves an item out is refused with the items that are left', () => {
    expect(refusal(['gate:test', 'stale:lint'], given('gate:test'))).toMatchObject({
      code: 'attempt.evidence',
      extra: { items: ['stale:lint'] },
    });
    expect(refusal(['gate:test'])).toMatchObject({
      code: 'attempt.evidence',
      extra: { items: ['gate:test'] },
    });
  });

  test('that names more than is needed is refused', () => {
    expect(refusal(['gate:test'], given('gate:test', 'gate:lint'))).toMatchObject({
      code: 'attempt.override_mismatch',
    });
  });
});
