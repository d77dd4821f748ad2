import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TARGETS } from './targets.mjs';

const RECORDS = '.build';

/** Builds those of the targets whose sources, lock file or scripts differ from the last build; throws when one fails. */
export async function buildChanged(names = TARGETS.map(({ name }) => name)) {
  const wanted = TARGETS.filter(({ name }) => names.includes(name));
  const stale = wanted.map((target) => ({ ...target, hash: hashOf(target) })).filter(isStale);
  if (stale.length === 0) return;
  console.error(`Building ${stale.map(({ name }) => name).join(', ')} …`);
  const started = Date.now();
  const results = await Promise.allSettled(stale.map(build));
  const failures = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (failures.length > 0) throw new Error(failures.join('\n\n'));
  console.error(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

const recordOf = (name) => join(RECORDS, `${name}.hash`);

const isStale = ({ name, hash, output }) =>
  !existsSync(output) || !existsSync(recordOf(name)) || readFileSync(recordOf(name), 'utf8') !== hash;

function hashOf({ name, inputs, ignored }) {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  hash.update(JSON.parse(readFileSync('package.json', 'utf8')).scripts[`build:${name}`]);
  for (const file of inputs
    .flatMap(listFiles)
    .filter((path) => !ignored.test(path))
    .sort()) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function listFiles(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    if (!entry.isDirectory()) return [child];
    return entry.name === 'node_modules' || entry.name === 'dist' ? [] : listFiles(child);
  });
}

/** The output is shown only when the build fails. */
function build({ name, hash }) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', `build:${name}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== 0) return reject(new Error(`Building ${name} failed:\n${output.trim()}`));
      mkdirSync(RECORDS, { recursive: true });
      writeFileSync(recordOf(name), hash);
      resolve();
    });
  });
}
