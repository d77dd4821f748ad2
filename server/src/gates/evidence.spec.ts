import { missingEvidence } from './evidence.js';

const policy = { configured: ['install', 'test', 'lint'] as const, treeSha: 'tree', requireGreen: true };
const green = (gate: 'install' | 'test' | 'lint') => ({ gate, status: 'passed' as const, treeSha: 'tree' });

describe('missing evidence', () => {
  test('green results of the head leave nothing missing', () => {
    expect(missingEvidence([green('install'), green('test'), green('lint')], policy)).toEqual([]);
  });

  test('a gate without a result, and one that was skipped or is still running, is missing', () => {
    const results = [
      { ...green('install'), status: 'running' as const },
      { ...green('test'), status: 'skipped' as const },
    ];
    expect(missingEvidence(results, policy)).toEqual(['missing:install', 'missing:test', 'missing:lint']);
  });

  test('results of another tree are stale, whether green or red', () => {
    const results = [
      { ...green('install'), treeSha: 'older' },
      { gate: 'test' as const, status: 'failed' as const, treeSha: 'older' },
      green('lint'),
    ];
    expect(missingEvidence(results, policy)).toEqual(['stale:install', 'stale:test']);
  });

  test.each(['failed', 'timed_out', 'error'] as const)('%s is red', (status) => {
    const results = [green('install'), { ...green('test'), status }, green('lint')];
    expect(missingEvidence(results, policy)).toEqual(['gate:test']);
  });

  test('without require_green_gates red passes, but stale and missing do not', () => {
    const results = [
      { ...green('install'), status: 'failed' as const },
      { ...green('test'), treeSha: 'older' },
    ];
    expect(missingEvidence(results, { ...policy, requireGreen: false })).toEqual([
      'stale:test',
      'missing:lint',
    ]);
  });

  test('a gate that the project no longer configures asks for nothing', () => {
    expect(missingEvidence([], { ...policy, configured: [] })).toEqual([]);
  });
});
