import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url));
const READY = /^Antfarm is ready: /;

/** The server that runs on `dataDir`, or one that is started; `ended` is null for one that was there before. */
export async function findOrStartServer(dataDir) {
  const running = await findServer(dataDir);
  if (running) return { api: running, ended: null };
  const ended = await startServer(dataDir);
  const api = await findServer(dataDir);
  if (!api) throw new Error('The server was started and does not answer.');
  return { api, ended };
}

/** A new sign-in link of the running server, as `npm start -- link` gets it. */
export async function signInLink(dataDir) {
  const { url, control_token } = readJson(join(dataDir, 'server.json'));
  const response = await fetch(`${url}/api/local/link`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${control_token}` },
  });
  return (await response.json()).link;
}

export async function findServer(dataDir) {
  const record = readJson(join(dataDir, 'server.json'));
  if (!record) return null;
  const alive = await fetch(`${record.url}/readyz`).catch(() => null);
  return alive?.ok ? { url: record.url, token: readFileSync(join(dataDir, 'token'), 'utf8').trim() } : null;
}

/** Resolves when it is ready, with a promise of its exit code in an object: a bare one would be waited for. */
async function startServer(dataDir) {
  const server = spawn(process.execPath, [START], {
    env: { LOG_LEVEL: 'warn', ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'close').then(([code]) => code ?? 1);
  // A terminal's Ctrl-C reaches the server by itself; the demo waits for its farewell.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      if (READY.test(line)) resolve();
      else console.log(line);
    });
    void ended.then((code) => reject(new Error(`The server ended with code ${code} before it was ready.`)));
  });
  return { code: ended };
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // no server has left word here
  }
}
