import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from './sealing-key.js';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D) for secrets at rest: `v1.<key id>.<iv>.<tag>.<ciphertext>`. */
export class SealedSecrets {
  /** The first key seals; all of them open. */
  constructor(private readonly keys: readonly SealingKey[]) {}

  /** `context` says whose and what the secret is (`project:<id>:env:NAME`); it opens only with the same one. */
  seal(secret: string, context: string): string {
    const key = this.keys[0];
    if (!key) throw new Error('No key to seal with');
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key.bytes, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(key.id, context));
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    const parts = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
    return [VERSION, key.id, ...parts].join('.');
  }

  /** The same secret under the first key; undefined when it is there already. */
  resealed(sealed: string, context: string): string | undefined {
    const [, keyId] = sealed.split('.');
    return keyId === this.keys[0]?.id ? undefined : this.seal(this.open(sealed, context), context);
  }

  /** Throws when the key is gone, the context is another, or a byte was changed. */
  open(sealed: string, context: string): string {
    const [version, keyId, iv, tag, ciphertext] = sealed.split('.');
    const key = this.keys.find(({ id }) => id === keyId);
    if (version !== VERSION || iv === undefined || tag === undefined || ciphertext === undefined) {
      throw new Error('Not a sealed secret');
    }
    if (!key)
      throw new Error(`A secret was sealed with key ${keyId ?? ''}, which SECRET_KEY no longer lists`);
    const decipher = createDecipheriv(ALGORITHM, key.bytes, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(associatedData(key.id, context));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    const secret = Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
    return secret.toString('utf8');
  }
}

const associatedData = (keyId: string, context: string): Buffer =>
  Buffer.from(`${VERSION}|${keyId}|${context}`, 'utf8');
