import type { ToolInput } from '../tools.js';
import { readText } from './text-file.js';
import { ToolFault } from './tool-fault.js';
import { confine } from './workspace-path.js';

const DEFAULT_LINES = 1_000;
const MAX_LINE_CHARACTERS = 1_000;
const MAX_CHARACTERS = 40_000;

export async function readFile(root: string, input: ToolInput<'read'>): Promise<string> {
  const { offset = 1, limit = DEFAULT_LINES } = input;
  const lines = splitLines(await readText(await confine(root, input.path)));
  if (lines.length === 0) return '[empty file]';
  if (offset > lines.length) throw new ToolFault(`It has only ${lines.length} lines`);
  const numbered: string[] = [];
  let characters = 0;
  for (const [index, line] of lines.slice(offset - 1, offset - 1 + limit).entries()) {
    const text = `${offset + index}\t${cut(line)}`;
    characters += text.length;
    if (numbered.length > 0 && characters > MAX_CHARACTERS) break;
    numbered.push(text);
  }
  const last = offset - 1 + numbered.length;
  if (last < lines.length) numbered.push(`[${lines.length - last} more lines]`);
  return numbered.join('\n');
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const cut = (line: string): string =>
  line.length <= MAX_LINE_CHARACTERS
    ? line
    : `${line.slice(0, MAX_LINE_CHARACTERS)}[${line.length - MAX_LINE_CHARACTERS} characters more]`;
