import { isRelativePath } from './relative-path.js';

describe('isRelativePath', () => {
  it.each(['src/app.ts', 'docs/**/*.md', '.env', 'a b/ü.txt', '...', 'src/..foo'])('takes %s', (path) => {
    expect(isRelativePath(path)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '/etc/passwd',
    '~/x',
    'C:/x',
    '../x',
    'a/../b',
    'a/..',
    'a\\b',
    'a\0b',
    'x'.repeat(501),
    7,
    null,
  ])('refuses %p', (path) => {
    expect(isRelativePath(path)).toBe(false);
  });
});
