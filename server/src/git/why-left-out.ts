import { lstatSync } from 'node:fs';
import path from 'node:path';
import { safeText } from './safe-text.js';
import { isUnsafePath } from './unsafe-name.js';

/** What keeps a file out of a snapshot before git is asked, if anything does. */
export function whyLeftOut(
  folder: string,
  name: Buffer,
  maxFileBytes: number,
): 'unsafe_name' | 'too_large' | null {
  if (isUnsafePath(safeText(name))) return 'unsafe_name';
  return sizeOf(folder, name) > maxFileBytes ? 'too_large' : null;
}

/** A link is as large as its target's name; 0 for what cannot be seen. */
function sizeOf(folder: string, name: Buffer): number {
  try {
    return lstatSync(Buffer.concat([Buffer.from(`${folder}${path.sep}`), name])).size;
  } catch {
    return 0;
  }
}
