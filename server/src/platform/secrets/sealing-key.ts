import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../process/system-error.js';

export interface SealingKey {
  /** Short and not secret: says which key sealed an envelope. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The keys of `SECRET_KEY`, newest first; behind them the one of this `DATA_DIR`, which is made when there are none. */
export function readSealingKeys(secretKeys: readonly string[], dataDir: string): SealingKey[] {
  const file = join(dataDir, 'secret-key');
  const own = secretKeys.length === 0 || existsSync(file) ? [readOrMakeKey(file)] : [];
  return [...secretKeys, ...own].map(deriveKey);
}

function deriveKey(secret: string): SealingKey {
  const bytes = createHash('sha256').update(`antfarm-sealing:${secret}`).digest();
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

function readOrMakeKey(file: string): string {
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
