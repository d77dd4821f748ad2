import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../../../../platform/process/system-error.js';
import { ToolFault } from './tool-fault.js';

const MAX_BYTES = 8 * 1024 * 1024;

/** Throws a ToolFault for what is no text file of a bearable size. `file` has no links in it. */
export async function readText(file: string): Promise<string> {
  // O_NONBLOCK: opening a pipe would wait for somebody to write into it.
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile())
      throw new ToolFault(stats.isDirectory() ? 'It is a directory' : 'It is no regular file');
    if (stats.size > MAX_BYTES) throw new ToolFault(`It is too large for this tool: ${stats.size} bytes`);
    return decode(await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** Returns whether the file is new. */
export async function writeText(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const flags = constants.O_WRONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const existing = await open(file, flags | constants.O_TRUNC).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  const handle = existing ?? (await open(file, flags | constants.O_CREAT | constants.O_EXCL, 0o666));
  try {
    if (!(await handle.stat()).isFile()) throw new ToolFault('It is no regular file');
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
  return existing === undefined;
}

function decode(bytes: Buffer): string {
  if (bytes.includes(0)) throw new ToolFault('It is a binary file');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ToolFault('It is no UTF-8 text');
  }
}
