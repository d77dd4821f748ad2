import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from './run-command.js';

const command = (script: string, env: Record<string, string> = {}) => ({
  file: '/bin/sh',
  args: ['-c', script],
  cwd: tmpdir(),
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
});
const text = (output: Uint8Array) => Buffer.from(output).toString();

describe('runCommand', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'run-command-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('hands back exit code and both outputs', async () => {
    const result = await runCommand(command('echo out; echo err >&2; exit 3'));
    expect(result).toMatchObject({ end: 'exited', exitCode: 3 });
    expect([text(result.stdout), text(result.stderr)]).toEqual(['out\n', 'err\n']);
  });

  it('gives the program nothing of our environment', async () => {
    process.env['RUN_COMMAND_CANARY'] = 'leaked';
    const result = await runCommand(command('echo "[$RUN_COMMAND_CANARY$GIVEN]"', { GIVEN: 'given' }));
    delete process.env['RUN_COMMAND_CANARY'];
    expect(text(result.stdout)).toBe('[given]\n');
  });

  it('passes bytes through unchanged', async () => {
    const input = Uint8Array.from({ length: 256 }, (_, index) => index);
    const result = await runCommand(command('cat'), { input });
    expect(Buffer.from(result.stdout).equals(Buffer.from(input))).toBe(true);
  });

  it('reads from one file and writes to another', async () => {
    await writeFile(path.join(folder, 'in'), 'abc');
    const files = { inputFile: path.join(folder, 'in'), outputFile: path.join(folder, 'out') };
    await runCommand(command('tr a-c A-C'), files);
    expect(await readFile(files.outputFile, 'utf8')).toBe('ABC');
  });

  it('ends a command that is too slow, and what it started', async () => {
    const result = await runCommand(command('sleep 60 & sleep 60'), { timeoutMs: 100 });
    expect(result).toMatchObject({ end: 'timed_out', exitCode: null });
  });

  it('ends a command when it is told to', async () => {
    const abort = new AbortController();
    const running = runCommand(command('sleep 60'), { signal: abort.signal });
    abort.abort();
    expect((await running).end).toBe('aborted');
  });

  it('ends a command that prints without end', async () => {
    const result = await runCommand(command('yes'), { maxOutputBytes: 1000 });
    expect(result.end).toBe('output_too_large');
    expect(result.stdout.length).toBeLessThanOrEqual(1000);
  });

  it('says why a program could not be started', async () => {
    const result = await runCommand({ ...command(''), file: path.join(folder, 'nothing') });
    expect(result).toMatchObject({ end: 'not_started', exitCode: null });
    expect(result.detail).toContain('ENOENT');
  });
});
