import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { JsonObject } from './send.js';
import type { SeenMessage, SpokenTurn } from './turn.js';

export interface ModelRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
}

/** One provider's way to talk over HTTP. */
export interface Protocol {
  readonly handles: (path: string) => boolean;
  messagesOf(body: JsonObject): SeenMessage[];
  answer(response: ServerResponse, turn: SpokenTurn, request: ModelRequest): void;
  /** The body of a refusal. */
  refusal(error: string): JsonObject;
}
