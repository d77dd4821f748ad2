import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { DiskArtifactStorage } from './disk-artifact-storage.js';

let root: string;
let storage: DiskArtifactStorage;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'antfarm-artifacts-'));
  storage = new DiskArtifactStorage(root);
});
afterEach(() => rm(root, { recursive: true }));

const read = async (key: string, range?: { start: number; end?: number }): Promise<string> =>
  (await buffer(await storage.open(key, range))).toString();

const SHA256_OF_HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('DiskArtifactStorage', () => {
  it('stores a buffer and a file with size and hash', async () => {
    const file = join(root, 'source');
    await writeFile(file, 'hello');
    const sources = [{ buffer: Buffer.from('hello') }, { file }];
    for (const [index, source] of sources.entries()) {
      expect(await storage.put(`a/${index}`, source)).toEqual({ size: 5, sha256: SHA256_OF_HELLO });
      expect(await read(`a/${index}`)).toBe('hello');
    }
  });

  it('reads a range, both ends included', async () => {
    await storage.put('a', { buffer: Buffer.from('0123456789') });
    expect(await read('a', { start: 2, end: 4 })).toBe('234');
    expect(await read('a', { start: 8 })).toBe('89');
    expect(await storage.size('a')).toBe(10);
  });

  it('leaves nothing of a source that cannot be read, and keeps what was there', async () => {
    await storage.put('a', { buffer: Buffer.from('old') });
    await expect(storage.put('a', { file: root })).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await read('a')).toBe('old');
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['a', 'drafts']);
  });

  it('says when there is nothing, and does not mind removing it', async () => {
    await expect(storage.open('gone')).rejects.toMatchObject({
      code: 'artifact.not_found',
      kind: 'not_found',
    });
    await storage.remove('gone');
  });

  it('removes what a process that died had begun, and folders with their last file', async () => {
    await storage.put('a/b', { buffer: Buffer.from('x') });
    await writeFile(join(root, 'drafts', 'half'), 'x');
    await new DiskArtifactStorage(root).remove('a/b');
    expect(await readdir(root)).toEqual([]);
    await storage.put('a/b', { buffer: Buffer.from('x') });
    await storage.removeBelow('a');
    expect(await readdir(root)).toEqual(['drafts']);
  });

  it('refuses keys that leave its folder', async () => {
    for (const key of ['../x', '/etc/passwd', 'a//b', '.', 'a/../../b', 'a\0b']) {
      await expect(storage.put(key, { buffer: Buffer.from('x') })).rejects.toThrow('Not an artifact key');
    }
  });
});
