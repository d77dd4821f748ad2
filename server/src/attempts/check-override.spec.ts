import { checkOverride } from './check-override.js';

const given = (...items: string[]) => ({ reason: 'known flake', items });

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
    expect(() => checkOverride(['gate:test', 'stale:lint'], given('gate:test'), 'me')).toThrow(
      expect.objectContaining({ code: 'attempt.evidence', extra: { items: ['stale:lint'] } }),
    );
    expect(() => checkOverride(['gate:test'], undefined, 'me')).toThrow(
      expect.objectContaining({ code: 'attempt.evidence', extra: { items: ['gate:test'] } }),
    );
  });

  test('that names more than is needed is refused', () => {
    expect(() => checkOverride(['gate:test'], given('gate:test', 'gate:lint'), 'me')).toThrow(
      expect.objectContaining({ code: 'attempt.override_mismatch' }),
    );
  });
});
