import { readText } from './text-file.js';
import { confine } from './workspace-path.js';

const FILES = ['AGENTS.md', 'CLAUDE.md'];
const MAX_CHARACTERS = 12_000;

/** What the repository tells agents, of its root alone and bounded; empty when it tells nothing. */
export async function readInstructions(root: string): Promise<string> {
  const found: string[] = [];
  for (const name of FILES) {
    const text = await confine(root, name)
      .then(readText)
      .catch(() => '');
    if (text.trim() !== '' && !found.some((other) => other.includes(text.trim()))) {
      found.push(`# ${name}\n${text.trim().slice(0, MAX_CHARACTERS)}`);
    }
  }
  return found.join('\n\n');
}
