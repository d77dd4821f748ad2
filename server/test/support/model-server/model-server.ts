import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { anthropicMessages } from './anthropic-messages.js';
import { gemini } from './gemini.js';
import { openaiChat } from './openai-chat.js';
import { openaiResponses } from './openai-responses.js';
import type { ModelRequest, Protocol } from './protocol.js';
import { type JsonObject, sendJson } from './send.js';
import { nextTurn, type Script } from './turn.js';

const PROTOCOLS: readonly Protocol[] = [anthropicMessages, openaiChat, openaiResponses, gemini];

/** A model provider on loopback that says what scripts tell it to; `turn.ts` has their form. */
export class ModelServer {
  /** Of all conversations, in the order of their arrival. */
  readonly requests: ModelRequest[] = [];
  private readonly scripts = new Map<string, Script>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const body = request.method === 'POST' ? json(request) : Promise.resolve({});
      body
        .then((read) => this.answer({ path, headers: request.headers, body: read as JsonObject }, response))
        .catch(() => response.destroy());
    });
  }

  static async start(): Promise<ModelServer> {
    const model = new ModelServer();
    await new Promise<void>((resolve) => model.server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A prompt with `scriptMarker(name)` in it gets this from now on. */
  script(name: string, script: Script): void {
    this.scripts.set(name, script);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: ModelRequest, response: ServerResponse): Promise<void> {
    if (request.path.endsWith('/models')) {
      sendJson(response, 200, { object: 'list', data: [], models: [] });
      return;
    }
    const protocol = PROTOCOLS.find(({ handles }) => handles(request.path));
    if (!protocol) {
      sendJson(response, 404, { error: `no ${request.path} here` });
      return;
    }
    this.requests.push(request);
    const turn = nextTurn(this.scripts, protocol.messagesOf(request.body));
    if ('status' in turn) {
      sendJson(response, turn.status, protocol.refusal(turn.error), turn.headers);
      return;
    }
    if ('after' in turn) await turn.after;
    protocol.answer(response, turn, request);
  }
}
