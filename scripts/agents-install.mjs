import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Agents that are fetched on request only: some are large, some are not free software. */
const PACKAGES = {
  claude: { '@anthropic-ai/claude-agent-sdk': '0.3.329' },
  codex: { '@agentclientprotocol/codex-acp': '2.6.0' },
  gemini: { '@google/gemini-cli': '0.61.0' },
  opencode: { 'opencode-ai': '1.18.33' },
  qwen: { '@qwen-code/qwen-code': '0.24.4' },
};

// npm changes into the folder of the package.json; a relative path means where it was called.
const { ANTFARM_AGENTS_DIR, DATA_DIR = 'data', INIT_CWD = '.' } = process.env;
const folder = resolve(INIT_CWD, ANTFARM_AGENTS_DIR || join(DATA_DIR, 'agents'));
const names = process.argv.slice(2);

if (names.length === 0 || names.some((name) => !(name in PACKAGES))) {
  console.error(`Usage: npm run agents:install -- ${Object.keys(PACKAGES).join('|')} …
Installs agents into ${folder}: set ANTFARM_AGENTS_DIR or DATA_DIR for another folder.`);
  process.exit(2);
}
for (const name of names) install(name, join(folder, name));

/** Each in a folder of its own, so that none decides about the dependencies of another. */
function install(name, prefix) {
  const dependencies = PACKAGES[name];
  const allowScripts = Object.fromEntries(Object.keys(dependencies).map((one) => [one, true]));
  mkdirSync(prefix, { recursive: true });
  writeFileSync(
    join(prefix, 'package.json'),
    `${JSON.stringify({ private: true, dependencies, allowScripts }, null, 2)}\n`,
  );
  console.log(`Installing ${name} into ${prefix} …`);
  const options = ['--prefix', prefix, '--omit=peer', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...options], { stdio: 'inherit', cwd: prefix });
  if (status !== 0) process.exit(status ?? 1);
}
