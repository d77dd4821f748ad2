import type { AgentProcess } from '../adapter.js';
import { readLines } from './json-lines.js';
import {
  MAX_MESSAGE_BYTES,
  type ToolOutput,
  toolReply,
  type ToolReply,
  type ToolRequest,
} from './tool-message.js';

/** Runs tools in the sandbox. Everything that comes from there is only a claim. */
export class ToolHostClient {
  private lastId = 0;
  private readonly waiting = new Map<number, (reply: ToolReply) => void>();
  private readonly lost: Promise<never>;

  constructor(
    private readonly process: AgentProcess,
    stopping: AbortSignal,
  ) {
    const exited = process.exited.then(() =>
      Promise.reject(new Error('The process that runs the tools is gone.')),
    );
    this.lost = Promise.race([exited, this.listen(), untilAborted(stopping)]);
    this.lost.catch(() => undefined); // told to whoever waits for a tool
  }

  /** Rejects when the process is gone, or when the run is stopped. */
  async run(tool: string, input: unknown): Promise<ToolOutput> {
    const id = ++this.lastId;
    const request: ToolRequest = { id, tool, input };
    const replied = new Promise<ToolReply>((resolve) => this.waiting.set(id, resolve));
    this.process.stdin.write(`${JSON.stringify(request)}\n`);
    try {
      return await Promise.race([replied, this.lost]);
    } finally {
      this.waiting.delete(id);
    }
  }

  private async listen(): Promise<never> {
    for await (const line of readLines(this.process.stdout, MAX_MESSAGE_BYTES)) {
      const reply = parseReply(line);
      if (reply) this.waiting.get(reply.id)?.(reply);
    }
    return this.process.exited.then(() =>
      Promise.reject(new Error('The process that runs the tools fell silent.')),
    );
  }
}

/** A command may have written to the same pipe. */
function parseReply(line: string): ToolReply | undefined {
  try {
    return toolReply.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const fail = (): void => reject(new Error('The run is being stopped.'));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
