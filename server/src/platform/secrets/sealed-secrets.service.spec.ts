import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedSecrets } from './sealed-secrets.service.js';
import { readSealingKeys } from './sealing-key.js';

const [older, newer] = ['a'.repeat(32), 'b'.repeat(32)];
const withKeys = (...keys: string[]) => new SealedSecrets(readSealingKeys(keys, '/unused'));

describe('SealedSecrets', () => {
  it('opens what it sealed, for the same context only', () => {
    const secrets = withKeys(newer);
    const sealed = secrets.seal('sk-secret', 'project:1:env:KEY');
    expect(sealed).not.toContain('sk-secret');
    expect(secrets.open(sealed, 'project:1:env:KEY')).toBe('sk-secret');
    expect(() => secrets.open(sealed, 'project:2:env:KEY')).toThrow();
  });

  it('refuses what was changed, or has a shortened tag', () => {
    const secrets = withKeys(newer);
    const parts = secrets.seal('secret', 'x').split('.');
    const flipped = [...parts.slice(0, 4), Buffer.from('sEcret').toString('base64url')].join('.');
    const shortened = [...parts.slice(0, 3), parts[3]?.slice(0, 6), parts[4]].join('.');
    for (const sealed of [flipped, shortened, 'v1.a', '']) expect(() => secrets.open(sealed, 'x')).toThrow();
  });

  it('rotates: the first key seals, all open', () => {
    const sealed = withKeys(older).seal('secret', 'x');
    const rotated = withKeys(newer, older);
    expect(rotated.open(sealed, 'x')).toBe('secret');
    expect(withKeys(newer).open(rotated.seal('secret', 'x'), 'x')).toBe('secret');
    expect(() => withKeys(newer).open(sealed, 'x')).toThrow(/SECRET_KEY/);
  });

  it('seals anew what an older key sealed, and leaves the rest', () => {
    const sealed = withKeys(older).seal('secret', 'x');
    const rotated = withKeys(newer, older);
    const resealed = rotated.resealed(sealed, 'x') ?? '';
    expect(withKeys(newer).open(resealed, 'x')).toBe('secret');
    expect(rotated.resealed(resealed, 'x')).toBeUndefined();
  });

  it('opens what the key of DATA_DIR sealed, after SECRET_KEY was set', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'antfarm-key-'));
    try {
      const sealed = new SealedSecrets(readSealingKeys([], dataDir)).seal('secret', 'x');
      const moved = new SealedSecrets(readSealingKeys([newer], dataDir));
      expect(moved.open(sealed, 'x')).toBe('secret');
      expect(withKeys(newer).open(moved.seal('secret', 'x'), 'x')).toBe('secret');
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });

  it('makes its key once in DATA_DIR, for nobody else to read', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'antfarm-key-'));
    try {
      const sealed = new SealedSecrets(readSealingKeys([], dataDir)).seal('secret', 'x');
      expect(new SealedSecrets(readSealingKeys([], dataDir)).open(sealed, 'x')).toBe('secret');
      expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  });
});
