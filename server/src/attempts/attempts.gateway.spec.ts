import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { AttemptsGateway } from './attempts.gateway.js';
import { ProjectGateway } from './project.gateway.js';

it.each([
  ['attempt', AttemptsGateway],
  ['project', ProjectGateway],
])('a socket that closes while its %s is looked up is not subscribed', async (_what, Gateway) => {
  let found: (row: { id: string }) => void = () => undefined;
  const lookup = { findOwned: () => new Promise<{ id: string }>((resolve) => (found = resolve)) };
  const subscribed: string[] = [];
  const feeds = { subscribe: (id: string) => subscribed.push(id) };
  const gateway = new Gateway(lookup as never, feeds as never);

  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const opened = once(client, 'open');
  const [socket] = (await once(server, 'connection')) as [WebSocket];
  await opened;
  const handled = gateway.handleConnection(socket, { url: '/', params: {}, user: { id: 'u' } } as never);
  client.terminate();
  await once(socket, 'close');
  found({ id: '1' });
  await handled;
  expect(subscribed).toEqual([]);
  server.close();
});
