import path from 'node:path';
import type { Command } from '../platform/process/run-command.js';
import type { GitOptions, GitPlace } from './run-git.js';

/** What a confined git may see: everything else of the host is none of its business. */
export interface SnapshotAccess {
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  /** Becomes its home and its /tmp. */
  readonly scratch: string;
}

/** Puts a command into a sandbox that has this access, a network of its own and no secrets. */
export type Confine = (command: Command, access: SnapshotAccess) => Command;

export interface WorkspaceCapture {
  readonly mirror: string;
  readonly workspace: string;
  /** The server's own folder for this workspace; the agent never sees it. */
  readonly snapshotDir: string;
  readonly confine?: Confine;
  readonly signal?: AbortSignal;
}

/** The server's own git directory for a workspace; read-only to a confined git. */
export const gitDirOf = (snapshotDir: string) => path.join(snapshotDir, 'git');
/** What a confined git writes: objects to hand over, and its index. Besides, it may repair the workspace, which is the agent's anyway. */
export const handoverOf = (snapshotDir: string) => path.join(snapshotDir, 'handover');
/** What was true when the index was captured. */
export const startFileOf = (snapshotDir: string) => path.join(snapshotDir, 'start.json');

/** Where and how git reads a workspace: never by the workspace's own git directory. */
export function workspaceGit(
  capture: WorkspaceCapture,
  { writesWorkspace = false } = {},
): { place: SnapshotPlace; options: GitOptions } {
  const { mirror, workspace, snapshotDir, confine, signal } = capture;
  const handover = handoverOf(snapshotDir);
  const access: SnapshotAccess = {
    readOnly: [...(writesWorkspace ? [] : [workspace]), gitDirOf(snapshotDir), path.join(mirror, 'objects')],
    writable: [...(writesWorkspace ? [workspace] : []), handover],
    scratch: handover,
  };
  return {
    place: {
      gitDir: gitDirOf(snapshotDir),
      workTree: workspace,
      indexFile: path.join(handover, 'index'),
    },
    options: {
      env: {
        GIT_OBJECT_DIRECTORY: path.join(handover, 'objects'),
        GIT_ALTERNATE_OBJECT_DIRECTORIES: path.join(mirror, 'objects'),
      },
      timeoutMs: 30 * 60_000,
      maxOutputBytes: 256 * 1024 * 1024,
      ...(confine && { confine: (command: Command) => confine(command, access) }),
      ...(signal && { signal }),
    },
  };
}

export type SnapshotPlace = Extract<GitPlace, { gitDir: string }> & { readonly workTree: string };
