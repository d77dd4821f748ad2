import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { NOTHING_SPENT, type Spent, sum } from './spending.js';

/** The line that Claude appends to a session when it leaves; it goes on from the last one. */
const costState = z.object({
  type: z.literal('cost-state'),
  totalCostUSD: z.number(),
  modelUsage: z.record(
    z.string(),
    z.object({
      inputTokens: z.number(),
      outputTokens: z.number(),
      cacheReadInputTokens: z.number(),
      cacheCreationInputTokens: z.number(),
    }),
  ),
});

const SESSION_ID = /^[\w-]+$/;

/** With which sums Claude begins when it resumes or forks this session. */
export async function spentBefore(config: string, sessionId: string): Promise<Spent> {
  if (!SESSION_ID.test(sessionId)) return NOTHING_SPENT;
  const projects = join(config, 'projects');
  const folders = await readdir(projects).catch(() => []);
  for (const folder of folders) {
    const spent = await readLastSums(join(projects, folder, `${sessionId}.jsonl`)).catch(() => undefined);
    if (spent) return spent;
  }
  return NOTHING_SPENT;
}

/** The file is the agent's to write: neither a link nor a pipe is opened. */
async function readLastSums(file: string): Promise<Spent | undefined> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (!(await handle.stat()).isFile()) return undefined;
    let last: Spent | undefined;
    for await (const line of handle.readLines({ autoClose: false })) {
      if (line.startsWith('{"type":"cost-state"')) last = parseSums(line) ?? last;
    }
    return last;
  } finally {
    await handle.close();
  }
}

function parseSums(line: string): Spent | undefined {
  const { success, data } = costState.safeParse(parseJson(line));
  if (!success) return undefined;
  const models = Object.values(data.modelUsage).map((usage) => ({
    input: usage.inputTokens,
    output: usage.outputTokens,
    cacheRead: usage.cacheReadInputTokens,
    cacheWrite: usage.cacheCreationInputTokens,
    costUsd: 0,
  }));
  return { ...sum(models), costUsd: data.totalCostUSD };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
