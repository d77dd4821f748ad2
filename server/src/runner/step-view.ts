import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RunSpec, SandboxView } from '../platform/process/run-protocol/run-spec.js';
import type { SandboxMount } from '../platform/process/sandbox/bubblewrap-options.js';
import type { PreparedStep } from './adapters/adapter.js';

/** What the step is shown under its own path: the policy's, changed by what its adapter needs. */
export function viewFor<T extends SandboxView>(prepared: PreparedStep, sandbox: T): T {
  const readOnly = [...sandbox.readOnly, ...(prepared.readOnly ?? [])];
  if (!prepared.readsOnly) return { ...sandbox, readOnly };
  return { ...sandbox, readOnly: [...readOnly, ...sandbox.readWrite], readWrite: [] };
}

/** What the step is shown elsewhere: the folder that it shares with the runner, and nothing where its adapter wants nothing. */
export const mountsOf = (prepared: PreparedStep, run: RunSpec): SandboxMount[] => [
  ...(prepared.exchange ? [prepared.exchange] : []),
  ...masksOf(prepared, run),
];

/** An empty folder, or an empty file, over each of what is there. */
function masksOf({ masked = [] }: PreparedStep, { runDirectory }: RunSpec): SandboxMount[] {
  const emptyFolder = join(runDirectory, 'empty');
  if (masked.length > 0) mkdirSync(emptyFolder, { recursive: true, mode: 0o700 });
  return masked.flatMap((target) => {
    const stat = statSync(target, { throwIfNoEntry: false });
    if (stat === undefined) return [];
    return [{ source: stat.isDirectory() ? emptyFolder : '/dev/null', target, isReadOnly: true }];
  });
}
