import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const recordSchema = z.object({
  pid: z.number(),
  started_at: z.string(),
  /** Where the server listens, for local commands; not the public one. */
  url: z.string(),
  /** Lets `npm start -- link` and `-- stop` in; new at every start. */
  control_token: z.string(),
});
export type ServerRecord = z.infer<typeof recordSchema>;

const fileOf = (dataDir: string): string => join(dataDir, 'server.json');

/** Leaves word, readable for the server's own user only, of how local commands reach the running server. */
export function writeServerRecord(dataDir: string, url: string, controlToken: string): void {
  const record: ServerRecord = {
    pid: process.pid,
    started_at: new Date().toISOString(),
    url,
    control_token: controlToken,
  };
  const draft = `${fileOf(dataDir)}.draft`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, fileOf(dataDir));
}

/** Where the server of a `DATA_DIR` listens; null when none does (yet). */
export function readServerRecord(dataDir: string): ServerRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
  } catch {
    return null; // absent, or of a server that is still starting
  }
}

export const removeServerRecord = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });

export const newControlToken = (): string => randomBytes(32).toString('base64url');
