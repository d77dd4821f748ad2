import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../process/system-error.js';

export interface SealingKey {
  /** Short and not secret: says which key sealed an envelope. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys of `SECRET_KEY`, newest first, or the one of this `DATA_DIR`, made once. */
export function readSealingKeys(secretKeys: readonly string[], dataDir: string): SealingKey[] {
  return (secretKeys.length > 0 ? secretKeys : [readOrMakeKey(dataDir)]).map(deriveKey);
}

function deriveKey(secret: string): SealingKey {
  const bytes = createHash('sha256').update(`antfarm-sealing:${secret}`).digest();
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function readOrMakeKey(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
