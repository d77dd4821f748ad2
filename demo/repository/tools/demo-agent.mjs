/**
 * The agent of Antfarm's demo: a script without AI. It reads the card as any agent of the adapter `command` does, in the
 * file AGENT_PROMPT_FILE, and makes the change that `demo-changes.mjs` has for the card's title.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHANGES } from './demo-changes.mjs';

const prompt = readFileSync(process.env.AGENT_PROMPT_FILE, 'utf8');
const [, key, title] = /^# (\S+): (.+)$/m.exec(prompt);
const isSecondRound = prompt.includes('\n## Requested changes\n');

console.log(`I am a script without AI. My card is ${key}: ${title}`);
const change = CHANGES.find((known) => known.title === title);
if (change) await work(isSecondRound && change.secondRound ? change.secondRound : change);
else say(`I know only these cards: ${CHANGES.map((known) => known.title).join('; ')}. I changed nothing.`);

async function work({ thoughts, edits, result }) {
  for (const thought of thoughts) {
    await pause();
    say(thought);
  }
  for (const edit of edits) {
    await pause();
    console.log(`${apply(edit)} ${edit.file}`);
  }
  await pause();
  say(result);
}

/** Replaces a part of a file that must be there, or writes a whole file. */
function apply({ file, find, replace, content }) {
  if (content !== undefined) {
    const verb = existsSync(file) ? 'Rewrote' : 'Wrote';
    writeFileSync(file, content);
    return verb;
  }
  const before = readFileSync(file, 'utf8');
  if (before.includes(replace)) return 'Nothing to do in';
  if (!before.includes(find)) throw new Error(`${file} is not as I know it; I cannot make this change.`);
  writeFileSync(
    file,
    before.replace(find, () => replace),
  );
  return 'Edited';
}

/** What an agent says is an event of its own; what it prints is its log. */
function say(text) {
  const event = { kind: 'MESSAGE', payload: { role: 'assistant', text } };
  appendFileSync(process.env.AGENT_EVENTS_FILE, `${JSON.stringify(event)}\n`);
}

function pause() {
  return sleep(600 + Math.random() * 900);
}
