import type { SDKUserMessage } from '@anthropic-ai/claude-agent-sdk';
import { PassThrough } from 'node:stream';

/** What the agent is told, one message after the other, until it is closed. */
export class PromptStream {
  private readonly messages = new PassThrough({ objectMode: true });

  tell(text: string): void {
    this.messages.write(text);
  }

  close(): void {
    this.messages.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<SDKUserMessage> {
    for await (const text of this.messages as AsyncIterable<string>) {
      yield { type: 'user', message: { role: 'user', content: text }, parent_tool_use_id: null };
    }
  }
}
