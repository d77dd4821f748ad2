import { detectCommands, suggestName } from './detect-commands.js';

/** Install, test and lint, as a line each. */
const detect = (files: Record<string, string>) => {
  const names = new Set(Object.keys(files));
  const { install, test, lint } = detectCommands({ names, text: (name) => files[name] ?? '' });
  return [install?.run ?? null, test?.run ?? null, lint?.run ?? null];
};

const manifest = (scripts: Record<string, string>, more: object = { devDependencies: {} }) =>
  JSON.stringify({ scripts, ...more });

describe('detectCommands', () => {
  it.each([
    ['package-lock.json', ['npm ci', 'npm test', 'npm run lint']],
    ['yarn.lock', ['yarn install --frozen-lockfile', 'yarn test', 'yarn run lint']],
    ['pnpm-lock.yaml', ['pnpm install --frozen-lockfile', 'pnpm test', 'pnpm run lint']],
    ['bun.lock', ['bun install --frozen-lockfile', 'bun run test', 'bun run lint']],
    ['readme.md', ['npm install', 'npm test', 'npm run lint']],
  ])('takes the package manager that %s belongs to', (lock, commands) => {
    expect(detect({ 'package.json': manifest({ test: 'jest', lint: 'eslint .' }), [lock]: '' })).toEqual(
      commands,
    );
  });

  it('does not take for a test what npm init writes, and installs nothing where nothing is needed', () => {
    const scripts = { test: 'echo "Error: no test specified" && exit 1' };
    expect(detect({ 'package.json': manifest(scripts, {}) })).toEqual([null, null, null]);
  });

  it('knows the other ecosystems', () => {
    expect(detect({ 'go.mod': '' })).toEqual(['go mod download', 'go test ./...', 'go vet ./...']);
    expect(detect({ 'Cargo.toml': '' })[1]).toBe('cargo test');
    expect(detect({ 'pyproject.toml': '[tool.ruff]\n[tool.pytest]', 'uv.lock': '' })).toEqual([
      'uv sync',
      'uv run pytest',
      'uv run ruff check .',
    ]);
    expect(detect({ 'requirements.txt': 'pytest\n' })).toEqual([
      'python3 -m venv .venv && .venv/bin/pip install -r requirements.txt',
      '.venv/bin/python -m pytest',
      null,
    ]);
    expect(detect({ 'pom.xml': '', mvnw: '' })[1]).toBe('./mvnw -q test');
  });

  it('completes it by targets of a Makefile, but never by `make install`', () => {
    const Makefile = 'install:\n\tcp a /usr\ntest: build\n\t./run\nlint := x\n';
    expect(detect({ Makefile })).toEqual([null, 'make test', null]);
    expect(detect({ Makefile, 'package.json': manifest({ lint: 'x' }) })).toEqual([
      'npm install',
      'make test',
      'npm run lint',
    ]);
  });

  it.each(['{', '[]', 'null', '{"scripts": 7}', '{"scripts": {"test": {"a": 1}}}'])(
    'suggests no test where the manifest says %s',
    (text) => {
      expect(detect({ 'package.json': text })).toEqual([null, null, null]);
    },
  );

  it('says which file suggests a command', () => {
    expect(detectCommands({ names: new Set(['go.mod']), text: () => '' }).test).toEqual({
      run: 'go test ./...',
      source: 'go.mod',
    });
  });
});

it.each([
  ['/home/me/shop/', 'shop'],
  ['https://example.org/me/shop.git', 'shop'],
  ['git@example.org:shop.git', 'shop'],
])('the name of %s is %s', (location, name) => {
  expect(suggestName(location)).toBe(name);
});
