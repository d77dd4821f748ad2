import { Agent, request as send } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Address {
  readonly url: string;
  readonly token: string;
}

const agent = new Agent({ keepAlive: true });

/** One request as the product's client would send it, and nothing beside it; throws unless it was answered well. */
export async function request(
  { url, token }: Address,
  method: string,
  path: string,
  body?: unknown,
): Promise<string> {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(payload !== undefined && { 'Content-Type': 'application/json', 'Content-Length': payload.length }),
  };
  return new Promise((resolve, reject) => {
    const sent = send(url + path, { method, headers, agent }, (response) => {
      text(response).then((answer) => {
        if ((response.statusCode ?? 500) < 300) resolve(answer);
        else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`));
      }, reject);
    });
    sent.on('error', reject).end(payload);
  });
}
