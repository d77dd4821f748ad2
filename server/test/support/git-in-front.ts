import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './git-fixture.js';

/**
 * A `git` to put in front of the machine's on PATH: it can be given more environment, and be made to do something before
 * it runs a command.
 */
export class GitInFront {
  readonly folder = temporaryFolder();

  /** `environment`: `NAME=value`, as the shell takes it. */
  constructor(environment = '') {
    const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh
{ read -r wanted <'${this.folder}/wanted'; } 2>/dev/null
case " $* " in *" \${wanted:-nothing} "*)
  if mv '${this.folder}/before' '${this.folder}/now' 2>/dev/null; then . '${this.folder}/now'; fi ;;
esac
exec env ${environment} '${real}' "$@"
`;
    writeFileSync(join(this.folder, 'git'), script, { mode: 0o755 });
  }

  /** For whoever shall find it. */
  get path(): string {
    return `${this.folder}:${process.env['PATH']}`;
  }

  /** Shell text for the next process that then becomes git with these arguments; once. */
  beforeNext(args: string, shell: string): void {
    writeFileSync(join(this.folder, 'wanted'), `${args}\n`);
    writeFileSync(join(this.folder, 'before'), `${shell}\n`);
  }

  beforeNextCheckout(shell: string): void {
    this.beforeNext('read-tree -m -u --no-recurse-submodules', shell);
  }
}
