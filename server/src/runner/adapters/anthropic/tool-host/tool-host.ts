import { realpathSync } from 'node:fs';
import { readLines } from '../json-lines.js';
import {
  INSTRUCTIONS,
  MAX_MESSAGE_BYTES,
  READ_ONLY_FLAG,
  type ToolOutput,
  type ToolReply,
  type ToolRequest,
} from '../tool-message.js';
import { checkCall, faultOf, isOffered, type ToolCall, TOOL_NAMES } from '../tools.js';
import { Bash } from './bash.js';
import { editFile, writeFile } from './change-file.js';
import { findFiles, listFolder } from './find-files.js';
import { grep } from './grep.js';
import { readFile } from './read-file.js';
import { readInstructions } from './read-instructions.js';
import { killAllRunning } from './run-bounded.js';
import { type Search, SEARCH_COMMAND, searchFiles } from './search-files.js';
import { ToolFault } from './tool-fault.js';

/** Runs in the agent's sandbox and does there what the model asks for; the loop that asks the model runs in the runner. */
const [command, argument = ''] = process.argv.slice(2);
if (command === SEARCH_COMMAND) process.exitCode = await searchFiles(JSON.parse(argument) as Search);
else await serve(command === READ_ONLY_FLAG);

async function serve(isReadOnly: boolean): Promise<void> {
  const root = realpathSync(process.cwd());
  const bash = new Bash(root);
  process.stdin.once('close', leave);
  let last = Promise.resolve();
  for await (const line of readLines(process.stdin, MAX_MESSAGE_BYTES)) {
    const request = JSON.parse(line) as ToolRequest;
    last = last.then(async () =>
      reply({ id: request.id, ...(await answer(request, root, bash, isReadOnly)) }),
    );
  }
  leave();
}

async function answer(
  request: ToolRequest,
  root: string,
  bash: Bash,
  isReadOnly: boolean,
): Promise<ToolOutput> {
  try {
    if (request.tool === INSTRUCTIONS) return { text: await readInstructions(root), isError: false };
    const name = TOOL_NAMES.find((known) => known === request.tool);
    if (name === undefined) throw new ToolFault(`There is no tool ${request.tool}`);
    if (isReadOnly && !isOffered(name, 'plan')) throw new ToolFault(`${name} is not allowed while planning`);
    return { text: await perform(checkCall(name, request.input), root, bash), isError: false };
  } catch (error) {
    return { text: faultOf(error), isError: true };
  }
}

function perform({ name, input }: ToolCall, root: string, bash: Bash): Promise<string> {
  switch (name) {
    case 'bash':
      return bash.run(input);
    case 'read':
      return readFile(root, input);
    case 'write':
      return writeFile(root, input);
    case 'edit':
      return editFile(root, input);
    case 'grep':
      return grep(root, input);
    case 'glob':
      return findFiles(root, input);
    case 'list':
      return listFolder(root, input);
    case 'ask_user':
    case 'present_plan':
      throw new ToolFault(`${name} is not done here`);
  }
}

function reply(message: ToolReply): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** The runner is gone, or wants no more. */
function leave(): void {
  killAllRunning();
  process.exit(0);
}
