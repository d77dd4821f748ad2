import { render, screen } from '@testing-library/react';
import type { Criterion } from '@/lib/api/types';
import { CriterionEvidence } from './criterion-evidence';

type Evidence = NonNullable<Criterion['evidence']>;

const evidence = (part: Partial<Evidence> = {}): Evidence => ({
  status: 'passed',
  tree_sha: 'abc',
  exit_code: 0,
  at: new Date().toISOString(),
  by: 'Ada',
  output_ref: null,
  stale: false,
  ...part,
});

function textOf(part: Partial<Criterion>): string {
  const criterion = { id: 'c1', text: 'It is fast', done: false, check: null, evidence: null, ...part };
  return render(<CriterionEvidence criterion={criterion} />).container.textContent;
}

test('a proof that is green, red or stale says so in words, by whom and when', () => {
  expect(textOf({ evidence: evidence() })).toBe('passed · exit 0 · by Ada · now');
  expect(textOf({ evidence: evidence({ status: 'failed', exit_code: 2 }) })).toBe(
    'failed · exit 2 · by Ada · now',
  );
  expect(textOf({ evidence: evidence({ stale: true, exit_code: null }) })).toBe(
    'passed, but on older code: stale · by Ada · now',
  );
});

test('the output of a check is one click away', () => {
  textOf({ evidence: evidence({ output_ref: 'artifact-7' }) });
  expect(screen.getByRole('link', { name: 'output' }).getAttribute('href')).toBe('/api/artifacts/artifact-7');
});

test('how a criterion is proved is said before there is a proof, and nothing where it is not', () => {
  expect(textOf({ check: { kind: 'command', run: 'npm test' } })).toBe('checked by npm test');
  expect(textOf({ check: { kind: 'file', path: 'a.md', contains: 'Hello' } })).toBe(
    'checked: “Hello” is in a.md',
  );
  expect(textOf({ check: { kind: 'agent' } })).toBe('judged by the verifier ');
  expect(textOf({})).toBe('');
});
