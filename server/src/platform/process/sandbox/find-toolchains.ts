import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** What a sandbox must show and set so that the programs on PATH work inside it. */
export interface Toolchains {
  /** Host folders to show read-only. */
  readonly readOnly: readonly string[];
  /** PATH with folders that exist in the sandbox only. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Shown by every sandbox. */
const SYSTEM = /^\/(usr|bin|sbin|lib|lib64|opt|nix\/store)(\/|$)/;

/** Folders of version managers: what matches is shown whole. Their names are the managers' defaults. */
const MANAGED = [
  /^.*\/\.nvm\/versions\/node\/[^/]+/,
  /^.*\/fnm\/node-versions\/[^/]+/,
  /^.*\/\.(pyenv|rbenv|nodenv|goenv|volta|asdf|bun|deno|rye|proto|phpenv)(?=\/)/,
  /^.*\/\.rustup\/toolchains\/[^/]+/,
  /^.*\/\.sdkman\/candidates(?=\/)/,
  /^.*\/\.linuxbrew(?=\/)/,
  /^.*\/\.local\/share\/(mise|uv|pnpm|claude)(?=\/)/,
  /^.*\/\.local\/(pipx\/venvs|share\/pipx\/venvs|lib\/node_modules)\/[^/]+/,
];

/** Reads the folders on `path`; those that do not exist, or are not absolute, are dropped. */
export function findToolchains(path: string): Toolchains {
  const folders = path.split(':').flatMap(resolveFolder);
  const env = { ...rustup(folders), ...pyenv(folders) };
  const shown = folders.filter((folder) => !SYSTEM.test(folder)).flatMap(whatToShow);
  const rust = env.RUSTUP_HOME === undefined ? [] : [env.RUSTUP_HOME];
  return { readOnly: withoutNested([...shown, ...rust]), path: [...new Set(folders)].join(':'), env };
}

function resolveFolder(folder: string): string[] {
  if (!isAbsolute(folder)) return [];
  try {
    // fnm puts a link below /run on PATH, which the sandbox does not have.
    const real = realpathSync(folder);
    return statSync(real).isDirectory() ? [real] : [];
  } catch {
    return [];
  }
}

/** A plain folder such as ~/bin is shown by itself: what lies beside it is the user's. */
function whatToShow(folder: string): string[] {
  const managed = managedFolder(folder);
  return managed === undefined ? [folder, ...linkedToolchains(folder)] : [managed];
}

const managedFolder = (path: string): string | undefined =>
  MANAGED.map((pattern) => pattern.exec(path)?.[0]).find((match) => match !== undefined);

/** ~/.local/bin holds links into the folders of pipx, uv and others. */
function linkedToolchains(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .flatMap((entry) => {
      try {
        const target = realpathSync(join(folder, entry.name));
        if (SYSTEM.test(target)) return [];
        return [managedFolder(target) ?? target];
      } catch {
        return []; // a dangling link
      }
    });
}

/** cargo's folder also holds credentials, so CARGO_HOME is private and only its programs are shown. */
function rustup(folders: readonly string[]): Record<string, string> {
  const cargo = folders.find((folder) => folder.endsWith('/.cargo/bin'));
  const home = cargo && join(dirname(dirname(cargo)), '.rustup');
  return home !== undefined && exists(home) ? { RUSTUP_HOME: home } : {};
}

function pyenv(folders: readonly string[]): Record<string, string> {
  const root = folders.map((folder) => /^.*\/\.pyenv(?=\/)/.exec(folder)?.[0]).find(Boolean);
  return root === undefined ? {} : { PYENV_ROOT: root };
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function withoutNested(paths: readonly string[]): string[] {
  const unique = [...new Set(paths)].sort();
  return unique.filter((path) => !unique.some((other) => path.startsWith(`${other}/`)));
}
