import type { ServerResponse } from 'node:http';

export type JsonObject = Record<string, unknown>;

export function sendJson(
  response: ServerResponse,
  status: number,
  body: JsonObject,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Server-sent events, as all of the providers stream. */
export function sendEvents(
  response: ServerResponse,
  events: readonly (JsonObject | string)[],
  cut = false,
): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events)
    response.write(typeof event === 'string' ? `data: ${event}\n\n` : framed(event));
  if (cut)
    response.socket?.end(); // what was written arrives, the end of the stream does not
  else response.end();
}

function framed(event: JsonObject): string {
  const name = typeof event['type'] === 'string' ? `event: ${event['type']}\n` : '';
  return `${name}data: ${JSON.stringify(event)}\n\n`;
}
