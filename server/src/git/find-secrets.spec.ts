import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redaction } from '../platform/process/redaction/redactor.js';
import { ensureMirror } from './ensure-mirror.js';
import { fetchMirror } from './fetch-mirror.js';
import { findSecrets } from './find-secrets.js';
import { resolveCommit } from './resolve-commit.js';
import { runGit } from './run-git.js';

const IDENTITY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];

test('among thousands of files of all lengths those with a secret are found, and no scratch file is left', async () => {
  const root = await mkdtemp(join(tmpdir(), 'find-secrets-'));
  const repository = join(root, 'repository');
  await mkdir(repository);
  await runGit('nowhere', ['init', '-q', '-b', 'main', repository]);
  await runGit({ repository }, [...IDENTITY, 'commit', '-q', '--allow-empty', '-m', 'base']);
  // So many that a read ends in every part of what git prints: headers, contents, and between them.
  const lengths = Array.from({ length: 3_000 }, (_, index) => index % 23);
  for (const [index, length] of lengths.entries()) {
    const text = `${index}${'x'.repeat(length)}${index % 500 === 7 ? 'topsecret' : ''}`;
    await writeFile(join(repository, `${index}.txt`), text);
  }
  await runGit({ repository }, ['add', '-A']);
  await runGit({ repository }, [...IDENTITY, 'commit', '-qm', 'many']);
  const mirror = join(root, 'mirror');
  await ensureMirror(mirror);
  await fetchMirror(mirror, { kind: 'local', path: repository });
  const head = (await resolveCommit(mirror, 'refs/remotes/origin/main')) ?? '';
  const base = (await resolveCommit(mirror, `${head}^`)) ?? '';

  const scratch = join(root, 'scratch');
  const found = await findSecrets(mirror, { base, head }, new Redaction(['topsecret']), scratch);
  expect(found.sort()).toEqual(['1007.txt', '1507.txt', '2007.txt', '2507.txt', '507.txt', '7.txt']);
  await expect(rm(scratch)).rejects.toThrow('ENOENT');
  await rm(root, { recursive: true });
});
