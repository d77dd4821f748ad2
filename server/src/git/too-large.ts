import { lstatSync } from 'node:fs';
import path from 'node:path';

/** Whether a file is larger than a snapshot takes; a link is as large as its target's name. */
export function isTooLarge(folder: string, name: Buffer, maxFileBytes: number): boolean {
  const file = Buffer.concat([Buffer.from(`${folder}${path.sep}`), name]);
  try {
    return lstatSync(file).size > maxFileBytes;
  } catch {
    return false;
  }
}
