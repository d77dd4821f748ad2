import { posix } from 'node:path';
import type { GateName } from '../../contracts/attempt-status.js';

export interface Suggestion {
  readonly run: string;
  /** The file that suggests it. */
  readonly source: string;
}

export type Suggestions = Record<GateName, Suggestion | null>;

/** The root of a repository: every name in it, and the text of those that were asked for. */
export interface RootFiles {
  readonly names: ReadonlySet<string>;
  readonly text: (name: string) => string;
}

/** Files whose content says something. */
export const TELLING_FILES: readonly string[] = [
  'package.json',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'requirements.txt',
  'requirements-dev.txt',
  'composer.json',
  'Gemfile',
  'Makefile',
  'justfile',
];

const NONE: Suggestions = { install: null, test: null, lint: null };

/** Commands that the files of a repository suggest: of the first ecosystem that it belongs to, completed by its Makefile. */
export function detectCommands(files: RootFiles): Suggestions {
  const found = ECOSYSTEMS.map((detect) => detect(files)).find((one) => one !== null) ?? NONE;
  const make = fromTargets(files);
  return {
    install: found.install ?? make.install,
    test: found.test ?? make.test,
    lint: found.lint ?? make.lint,
  };
}

type Commands = Partial<Record<GateName, string | null>>;

const from = (source: string, { install, test, lint }: Commands): Suggestions => {
  const suggest = (run: string | null | undefined) => (run ? { run, source } : null);
  return { install: suggest(install), test: suggest(test), lint: suggest(lint) };
};

type Detector = (files: RootFiles) => Suggestions | null;

const ECOSYSTEMS: readonly Detector[] = [
  detectNode,
  detectPython,
  ({ names }) =>
    names.has('go.mod')
      ? from('go.mod', { install: 'go mod download', test: 'go test ./...', lint: 'go vet ./...' })
      : null,
  ({ names }) =>
    names.has('Cargo.toml')
      ? from('Cargo.toml', {
          install: 'cargo fetch',
          test: 'cargo test',
          lint: 'cargo clippy -- -D warnings',
        })
      : null,
  detectRuby,
  detectPhp,
  ({ names }) =>
    names.has('mix.exs')
      ? from('mix.exs', { install: 'mix deps.get', test: 'mix test', lint: 'mix format --check-formatted' })
      : null,
  ({ names }) =>
    names.has('deno.json') || names.has('deno.jsonc')
      ? from(names.has('deno.json') ? 'deno.json' : 'deno.jsonc', { test: 'deno test -A', lint: 'deno lint' })
      : null,
  detectJvm,
  ({ names }) => {
    const solution = [...names].find((name) => /\.(sln|slnx|csproj|fsproj)$/.test(name));
    return solution === undefined ? null : from(solution, { install: 'dotnet restore', test: 'dotnet test' });
  },
];

function detectNode(files: RootFiles): Suggestions | null {
  if (!files.names.has('package.json')) return null;
  const manifest = parseObject(files.text('package.json'));
  const scripts = objectOf(manifest['scripts']);
  const declared = manifest['packageManager'];
  const manager = nodeManager(files, typeof declared === 'string' ? declared : '');
  const script = (name: string): string | null => {
    const text = scripts[name];
    // What `npm init` writes.
    if (typeof text !== 'string' || text.trim() === '' || text.includes('no test specified')) return null;
    return name === 'test' && manager.name !== 'bun' ? `${manager.name} test` : `${manager.name} run ${name}`;
  };
  const hasDependencies = ['dependencies', 'devDependencies', 'workspaces'].some((key) => key in manifest);
  return from('package.json', {
    install: hasDependencies ? manager.install : null,
    test: script('test'),
    lint: script('lint') ?? script('check') ?? script('typecheck'),
  });
}

interface NodeManager {
  readonly name: string;
  readonly locks: readonly string[];
  /** Installs what the lock file says, and nothing else. */
  readonly locked: string;
}

const NPM: NodeManager = {
  name: 'npm',
  locks: ['package-lock.json', 'npm-shrinkwrap.json'],
  locked: 'npm ci',
};
const NODE_MANAGERS: readonly NodeManager[] = [
  { name: 'pnpm', locks: ['pnpm-lock.yaml'], locked: 'pnpm install --frozen-lockfile' },
  { name: 'bun', locks: ['bun.lock', 'bun.lockb'], locked: 'bun install --frozen-lockfile' },
  { name: 'yarn', locks: ['yarn.lock'], locked: 'yarn install --frozen-lockfile' },
  NPM,
];

/** The one that the manifest declares, else the one whose lock file is there. */
function nodeManager({ names }: RootFiles, declared: string): { name: string; install: string } {
  const isLocked = ({ locks }: NodeManager): boolean => locks.some((lock) => names.has(lock));
  const manager =
    NODE_MANAGERS.find(({ name }) => declared.startsWith(`${name}@`)) ?? NODE_MANAGERS.find(isLocked) ?? NPM;
  const { name } = manager;
  if (!isLocked(manager)) return { name, install: `${name} install` };
  const isModernYarn = name === 'yarn' && (names.has('.yarnrc.yml') || /^yarn@[2-9]/.test(declared));
  return { name, install: isModernYarn ? 'yarn install --immutable' : manager.locked };
}

const PYTHON_PROJECTS = ['pyproject.toml', 'requirements.txt', 'setup.py', 'setup.cfg'];
const PYTHON_TOOLS = ['pyproject.toml', 'setup.cfg', 'tox.ini', 'requirements.txt', 'requirements-dev.txt'];
const VENV = 'python3 -m venv .venv && .venv/bin/pip install';

function detectPython(files: RootFiles): Suggestions | null {
  const source = PYTHON_PROJECTS.find((name) => files.names.has(name));
  if (source === undefined) return null;
  const { test, lint } = pythonTools(files);
  const { install, run } = pythonEnvironment(files, test !== null);
  return from(source, { install, test: test && `${run} ${test}`, lint: lint && `${run} ${lint}` });
}

function pythonTools({ names, text }: RootFiles): { test: string | null; lint: string | null } {
  const said = PYTHON_TOOLS.map((name) => text(name)).join('\n');
  const has = (...wanted: readonly string[]): boolean => wanted.some((name) => names.has(name));
  const usesPytest = said.includes('pytest') || has('pytest.ini', 'conftest.py', 'tests');
  const usesRuff = /\bruff\b/.test(said) || has('ruff.toml', '.ruff.toml');
  return { test: usesPytest ? 'pytest' : null, lint: usesRuff ? 'ruff check .' : null };
}

/** How the packages get there, and what a command is run by. */
function pythonEnvironment(
  { names, text }: RootFiles,
  usesPytest: boolean,
): { install: string; run: string } {
  if (names.has('uv.lock')) return { install: 'uv sync', run: 'uv run' };
  if (names.has('poetry.lock') || text('pyproject.toml').includes('[tool.poetry]')) {
    return { install: 'poetry install', run: 'poetry run' };
  }
  const requirements = ['requirements.txt', 'requirements-dev.txt'].filter((name) => names.has(name));
  const itself = usesPytest ? '-e . pytest' : '-e .';
  const wanted = requirements.length === 0 ? itself : requirements.map((name) => `-r ${name}`).join(' ');
  return { install: `${VENV} ${wanted}`, run: '.venv/bin/python -m' };
}

function detectRuby({ names, text }: RootFiles): Suggestions | null {
  if (!names.has('Gemfile')) return null;
  const gems = text('Gemfile');
  const test = names.has('spec') || gems.includes('rspec') ? 'bundle exec rspec' : 'bundle exec rake test';
  const lint = gems.includes('rubocop') || names.has('.rubocop.yml') ? 'bundle exec rubocop' : null;
  return from('Gemfile', { install: 'bundle install', test, lint });
}

function detectPhp({ names, text }: RootFiles): Suggestions | null {
  if (!names.has('composer.json')) return null;
  const scripts = objectOf(parseObject(text('composer.json'))['scripts']);
  const usesPhpunit = names.has('phpunit.xml') || names.has('phpunit.xml.dist');
  return from('composer.json', {
    install: 'composer install',
    test: 'test' in scripts ? 'composer test' : usesPhpunit ? 'vendor/bin/phpunit' : null,
    lint: 'lint' in scripts ? 'composer lint' : null,
  });
}

function detectJvm({ names }: RootFiles): Suggestions | null {
  if (names.has('pom.xml')) {
    const maven = names.has('mvnw') ? './mvnw' : 'mvn';
    return from('pom.xml', { install: `${maven} -q -DskipTests package`, test: `${maven} -q test` });
  }
  const build = ['build.gradle', 'build.gradle.kts'].find((name) => names.has(name));
  if (build === undefined) return null;
  const gradle = names.has('gradlew') ? './gradlew' : 'gradle';
  return from(build, { test: `${gradle} test` });
}

const TARGETS = {
  install: ['install', 'setup', 'deps', 'bootstrap'],
  test: ['test', 'tests'],
  lint: ['lint'],
};

function fromTargets({ names, text }: RootFiles): Suggestions {
  const source = ['Makefile', 'justfile'].find((name) => names.has(name));
  if (source === undefined) return NONE;
  const content = text(source);
  const runner = source === 'Makefile' ? 'make' : 'just';
  const target = (wanted: readonly string[]): string | null => {
    const name = wanted.find((one) => new RegExp(`^${one}\\s*:(?!=)`, 'm').test(content));
    return name === undefined ? null : `${runner} ${name}`;
  };
  // `make install` puts things into the system, as a rule.
  const install = target(source === 'Makefile' ? TARGETS.install.slice(1) : TARGETS.install);
  return from(source, { install, test: target(TARGETS.test), lint: target(TARGETS.lint) });
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return {};
  }
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** What most people call a project: the last part of its path or URL. */
export const suggestName = (location: string): string =>
  posix.basename(location.replace(/[/\\]+$/, '').replaceAll(/[\\:]/g, '/')).replace(/\.git$/, '');
