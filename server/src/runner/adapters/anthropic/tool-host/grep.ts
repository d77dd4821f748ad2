import type { ToolInput } from '../tools.js';
import { runBounded } from './run-bounded.js';
import { SEARCH_COMMAND, type Search } from './search-files.js';
import { ToolFault } from './tool-fault.js';
import { confine, shown } from './workspace-path.js';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 16 * 1024;
const MAX_COLUMNS = 300;

/** By ripgrep where there is one, else by a search of ours: in a process of its own, which a bad expression cannot hang. */
export async function grep(root: string, input: ToolInput<'grep'>): Promise<string> {
  const target = shown(root, await confine(root, input.path ?? '.'));
  const bounds = { cwd: root, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const run = await runBounded(['rg', ...ripgrepOptions(input), target], bounds).catch(() =>
    runBounded(ownSearch(input, target), bounds),
  );
  const output = run.output.trimEnd();
  if (run.timedOut) throw new ToolFault(`${output}\n[stopped after ${TIMEOUT_MS / 1_000} s]`.trimStart());
  if (run.code === 1 && output === '') return '[no match]';
  if (run.code !== 0 && run.code !== 1) throw new ToolFault(output || 'The search failed');
  return output.replace(/^\.\//gm, '');
}

function ripgrepOptions({ pattern, glob, ignore_case, files_only }: ToolInput<'grep'>): string[] {
  return [
    ...['--no-config', '--color=never', '--no-heading', '--with-filename', '--sort=path', '--hidden'],
    ...['--glob=!.git', `--max-columns=${MAX_COLUMNS}`, '--max-columns-preview'],
    files_only === true ? '--files-with-matches' : '--line-number',
    ...(ignore_case === true ? ['--ignore-case'] : []),
    ...(glob === undefined ? [] : [`--glob=${glob}`]),
    ...['-e', pattern, '--'],
  ];
}

function ownSearch(input: ToolInput<'grep'>, target: string): string[] {
  const search: Search = { ...input, path: target, maxColumns: MAX_COLUMNS };
  return [process.execPath, process.argv[1] ?? '', SEARCH_COMMAND, JSON.stringify(search)];
}
