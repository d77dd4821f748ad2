import type { ToolInput } from '../tools.js';
import { readText, writeText } from './text-file.js';
import { ToolFault } from './tool-fault.js';
import { confine } from './workspace-path.js';

export async function writeFile(root: string, { path, content }: ToolInput<'write'>): Promise<string> {
  const isNew = await writeText(await confine(root, path), content);
  return isNew ? 'Created.' : 'Replaced.';
}

export async function editFile(root: string, input: ToolInput<'edit'>): Promise<string> {
  const file = await confine(root, input.path);
  const { text, count } = replace(await readText(file), input);
  await writeText(file, text);
  return count === 1 ? 'Edited.' : `Edited in ${count} places.`;
}

type Replacement = Pick<ToolInput<'edit'>, 'old_string' | 'new_string' | 'replace_all'>;

/** Throws a ToolFault unless the old text occurs as often as it may. */
export function replace(text: string, input: Replacement): { text: string; count: number } {
  const [before, after] = inLineEndsOf(text, input);
  const parts = text.split(before);
  const count = parts.length - 1;
  if (count === 0) throw new ToolFault('old_string does not occur in the file');
  if (count > 1 && input.replace_all !== true) {
    throw new ToolFault(`old_string occurs ${count} times: add more of its surroundings, or set replace_all`);
  }
  return { text: parts.join(after), count };
}

/** `read` shows lines without their ends, so a model does not see that they are `\r\n`. */
function inLineEndsOf(text: string, { old_string, new_string }: Replacement): [string, string] {
  if (text.includes(old_string) || !text.includes('\r\n')) return [old_string, new_string];
  const convert = (part: string): string => part.replace(/\r?\n/g, '\r\n');
  return [convert(old_string), convert(new_string)];
}
