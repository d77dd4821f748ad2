import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

const ENVIRONMENT = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** One `sh` script, as a user of git would write it; throws when a command of it fails. */
export async function runShell(folder: string, script: string, ...parameters: string[]): Promise<string> {
  const { stdout } = await execute('/bin/sh', ['-e', '-c', script, 'sh', ...parameters], {
    cwd: folder,
    env: ENVIRONMENT,
    maxBuffer: 1024 * 1024 * 1024,
  });
  return stdout;
}
