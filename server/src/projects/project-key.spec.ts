import { keyCandidates } from './project-key.js';

const first = (name: string, count = 1): string[] => {
  const found: string[] = [];
  for (const key of keyCandidates(name)) {
    if (found.push(key) === count) break;
  }
  return found;
};

describe('keyCandidates', () => {
  it('takes the first letters of a single word', () => {
    expect(first('antfarm', 4)).toEqual(['ANT', 'ANTF', 'ANTFA', 'ANTFAR']);
  });

  it('takes the initials of several words, then their letters', () => {
    expect(first('My great-app', 2)).toEqual(['MGA', 'MYG']);
  });

  it('folds accents and passes over digits', () => {
    expect(first('Äpfel 2')).toEqual(['APF']);
  });

  it('has a key for a name without letters', () => {
    expect(first('2048', 2)).toEqual(['PRJ', 'PRJA']);
    expect(first('日本')).toEqual(['PRJ']);
    expect(first('x')).toEqual(['PRJ']);
  });

  it('takes a name of two letters as it is', () => {
    expect(first('go', 2)).toEqual(['GO', 'GOA']);
  });

  it('never runs out of keys of 2-6 letters', () => {
    const keys = first('antfarm', 5000);
    expect(new Set(keys).size).toBeGreaterThan(4990);
    expect(keys.every((key) => /^[A-Z]{2,6}$/.test(key))).toBe(true);
  });
});
