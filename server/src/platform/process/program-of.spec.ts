import { programOf } from './program-of.js';

describe('programOf', () => {
  it.each([
    ['npm test', 'npm'],
    ['  ./gradlew check --offline', './gradlew'],
    ['CI=1 NODE_ENV="a b" npm ci && npm test', 'npm'],
    ['make; echo', 'make'],
    ['pytest|tail', 'pytest'],
    ['"my tool" --x', 'my tool'],
    ["'scripts/run it.sh'", 'scripts/run it.sh'],
  ])('%s runs %s', (line, program) => {
    expect(programOf(line)).toBe(program);
  });

  it.each([
    'cd web && npm test',
    '(npm test)',
    '$RUNNER test',
    '[ -f x ]',
    'if true; then x; fi',
    '{ x; }',
    'X=1',
    '~/x',
    '',
  ])('cannot tell for %s', (line) => {
    expect(programOf(line)).toBeNull();
  });
});
