import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ToolInput } from '../tools.js';
import { type BoundedRun, runBounded } from './run-bounded.js';
import { ToolFault } from './tool-fault.js';

const DEFAULT_TIMEOUT_S = 120;
const MAX_TIMEOUT_S = 600;
const MAX_OUTPUT_BYTES = 24 * 1024;

/** `$1` is the command, `$2` the file that takes the directory it ended in, also when it calls exit. */
const SCRIPT = 'exec 2>&1; trap \'pwd -P > "$2"\' EXIT; eval "$1"';
const SHELL = existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh';

/** Shell commands, one after the other; each begins in the directory in which the one before ended. */
export class Bash {
  private cwd: string;
  private endedIn: string | undefined;

  constructor(private readonly root: string) {
    this.cwd = root;
  }

  async run({ command, timeout_s }: ToolInput<'bash'>): Promise<string> {
    this.endedIn ??= join(mkdtempSync(join(tmpdir(), 'tool-')), 'cwd');
    if (!isFolder(this.cwd)) this.cwd = this.root;
    const seconds = Math.min(timeout_s ?? DEFAULT_TIMEOUT_S, MAX_TIMEOUT_S);
    const run = await runBounded([SHELL, '-c', SCRIPT, 'bash', command, this.endedIn], {
      cwd: this.cwd,
      timeoutMs: seconds * 1_000,
      maxBytes: MAX_OUTPUT_BYTES,
    });
    this.cwd = readFolder(this.endedIn) ?? this.root;
    const text = run.output.trimEnd();
    const ending = endingOf(run, seconds);
    if (ending !== undefined) throw new ToolFault(text === '' ? ending : `${text}\n${ending}`);
    return text === '' ? '[no output]' : text;
  }
}

function endingOf({ timedOut, code, signal }: BoundedRun, seconds: number): string | undefined {
  if (timedOut) return `[killed after ${seconds} s]`;
  if (signal !== null) return `[killed by ${signal}]`;
  return code === 0 ? undefined : `[exit code ${code}]`;
}

function readFolder(file: string): string | undefined {
  try {
    const folder = readFileSync(file, 'utf8').replace(/\n$/, '');
    return isFolder(folder) ? folder : undefined;
  } catch {
    return undefined; // the command was killed, or replaced the trap
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
