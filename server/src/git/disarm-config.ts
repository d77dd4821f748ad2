import type { GitSettings } from './git-environment.js';
import { GitError } from './git-error.js';

/** Variables that name a program; what they are set to instead fails rather than runs anything. */
const PROGRAM =
  /^(core\.(alternaterefscommand|gitproxy|sshcommand)|diff\.external|diff\..+\.(command|textconv)|merge\..+\.driver|gpg\.(.+\.)?program|remote\..+\.(uploadpack|receivepack))$/s;
/** An empty filter hands content on as it is. */
const FILTER = /^(filter\..+)\.(clean|smudge|process|required)$/s;
/** Hooks of the configuration: git 2.54 and later, wherever `core.hooksPath` leads. */
const HOOK = /^(hook\..+)\.(command|event|enabled)$/s;

/** Settings that stand over a repository's own, so that nothing runs that these variables of it name. */
export function disarmConfig(names: readonly Buffer[]): GitSettings {
  return Object.fromEntries(names.flatMap(disarm));
}

function disarm(bytes: Buffer): [string, string][] {
  const name = bytes.toString();
  const [, filter] = FILTER.exec(name) ?? [];
  const [, hook] = HOOK.exec(name) ?? [];
  if (!PROGRAM.test(name) && filter === undefined && hook === undefined) return [];
  // Our setting would get another name, and leave theirs as it is.
  if (!Buffer.from(name).equals(bytes)) throw new GitError(['config'], 'exited', 0, `No safe name: ${name}`);
  if (hook !== undefined) return [[`${hook}.enabled`, 'false']];
  if (filter !== undefined) return [[name, name.endsWith('.required') ? 'false' : '']];
  return [[name, 'false']];
}
