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
import {
  AGENT_TASK_STATUSES,
  type AgentTask,
  type AgentTaskList,
} from '../../../platform/process/run-protocol/run-spec.js';
import { ownFolder } from './claude-folders.js';

/** More is no list of a task's parts, but something else that the agent wrote there. */
const MAX_TASKS = 500;
const MAX_FILE_BYTES = 64 * 1024;

const taskFile = z.object({
  id: z.string(),
  subject: z.string(),
  description: z._default(z.string(), ''),
  status: z.enum(AGENT_TASK_STATUSES),
});

/** Claude keeps each task in a file of its own: tasks/<list>/<id>.json. */
export function writeTaskList(config: string, { id, tasks }: AgentTaskList): void {
  const folder = folderOf(config, id);
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  for (const task of tasks) {
    const file = join(folder, `${safeName(task.id)}.json`);
    const content = JSON.stringify({ ...task, blocks: [], blockedBy: [] }, null, 2);
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  }
}

/** Call it when the agent is gone: what it left is read as text of somebody else. */
export function readTaskList(config: string, id: string): AgentTaskList {
  const folder = folderOf(config, id);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  const tasks = names.slice(0, MAX_TASKS).flatMap((name) => readTask(join(folder, name)));
  return { id, tasks: tasks.sort(byNumber) };
}

const folderOf = (config: string, id: string): string => ownFolder(config, 'tasks', safeName(id));

/** As Claude names the folder of a list. */
const safeName = (id: string): string => id.replaceAll(/[^\w-]/g, '-');

function readTask(file: string): AgentTask[] {
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

const byNumber = (one: AgentTask, other: AgentTask): number =>
  one.id.localeCompare(other.id, 'en', { numeric: true });
