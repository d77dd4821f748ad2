import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { SubtaskStatus } from '../../../contracts/task-status.js';
import type {
  AgentTask,
  AgentTaskChanges,
  AgentTaskList,
  SettledStatus,
} from '../../../platform/process/run-protocol/run-spec.js';
import { ownFolder } from '../../own-folder.js';

/** More is no list of a task's parts, but something else that the agent wrote there. */
const MAX_TASKS = 500;
const MAX_FILE_BYTES = 256 * 1024;

const CLAUDE_STATUSES = ['pending', 'in_progress', 'completed'] as const;

const taskFile = z.object({
  id: z.string(),
  subject: z.string(),
  description: z._default(z.string(), ''),
  status: z.enum(CLAUDE_STATUSES),
  /** Claude keeps it as it is. */
  metadata: z.optional(z.object({ antfarm: z.optional(z.string()) })),
});
type TaskFile = z.infer<typeof taskFile>;

const IN_CLAUDES_WORDS: Record<SubtaskStatus, TaskFile['status']> = {
  pending: 'pending',
  running: 'in_progress',
  done: 'completed',
  failed: 'pending',
};

export const NO_CHANGES: AgentTaskChanges = { settled: [], added: [] };

/** Claude keeps each task in a file of its own: tasks/<list>/<number>.json. `done`: with these changes made already. */
export function writeTaskList(config: string, { id, tasks }: AgentTaskList, done: AgentTaskChanges): void {
  const folder = folderOf(config, id);
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  const finished = new Set(done.settled.flatMap((change) => (change.to === 'done' ? [change.id] : [])));
  const given = tasks.map((task) => ({
    ...(finished.has(task.id) ? { ...task, status: 'done' as const } : task),
    metadata: { antfarm: task.id },
  }));
  for (const [index, { title, description, status, ...rest }] of [...given, ...done.added].entries()) {
    const number = String(index + 1);
    const content = { ...rest, id: number, subject: title, description, status: IN_CLAUDES_WORDS[status] };
    const text = JSON.stringify({ ...content, blocks: [], blockedBy: [] }, null, 2);
    writeFileSync(join(folder, `${number}.json`), text, { flag: 'wx', mode: 0o600 });
  }
}

/** Call it when the agent is gone: what it left is read as text of somebody else. */
export function readTaskChanges(config: string, given: AgentTaskList): AgentTaskChanges {
  const left = readTasks(folderOf(config, given.id));
  const settled = given.tasks.flatMap((task) => {
    const now = left.find(({ metadata }) => metadata?.antfarm === task.id);
    return now ? settledOf(task, now) : [];
  });
  const added = left.flatMap(({ subject, description, status, metadata }) =>
    metadata?.antfarm === undefined ? [{ title: subject, description, status: settledStatus(status) }] : [],
  );
  return { settled, added };
}

/** What it began and did not end is as it was before. */
function settledOf({ id, status: from }: AgentTask, now: TaskFile): AgentTaskChanges['settled'] {
  const to = settledStatus(now.status);
  return (to === 'done') === (from === 'done') ? [] : [{ id, from, to }];
}

const settledStatus = (status: TaskFile['status']): SettledStatus =>
  status === 'completed' ? 'done' : 'pending';

function readTasks(folder: string): TaskFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const tasks = names.slice(0, MAX_TASKS).flatMap((name) => readTask(join(folder, name)));
  return tasks.sort(byNumber);
}

const folderOf = (config: string, id: string): string => ownFolder(config, 'tasks', safeName(id));

/** As Claude names the folder of a list. */
const safeName = (id: string): string => id.replaceAll(/[^\w-]/g, '-');

function readTask(file: string): TaskFile[] {
  try {
    const { success, data } = taskFile.safeParse(JSON.parse(readSmallFile(file)));
    return success ? [data] : [];
  } catch {
    return []; // no file, too large, no JSON
  }
}

function readSmallFile(file: string): string {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile() || stat.size > MAX_FILE_BYTES) throw new Error('This is no task');
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

const byNumber = (one: TaskFile, other: TaskFile): number =>
  one.id.localeCompare(other.id, 'en', { numeric: true });
