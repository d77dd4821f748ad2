import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { WsPathAdapter } from './ws-path.adapter.js';

const PING_EVERY_MS = 50;

it('parts with a client that leaves a ping unanswered, and with no other', async () => {
  const http = createServer();
  const adapter = new WsPathAdapter(http, () => Promise.resolve({ id: 'somebody' }), PING_EVERY_MS);
  const sockets = adapter.create(0, { path: '/ws/things/:id' });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/ws/things/1`;
  try {
    const present = new WebSocket(url);
    await once(present, 'open');
    const vanished = new WebSocket(url, { autoPong: false });
    const [code] = (await once(vanished, 'close')) as [number];
    expect(code).toBe(1013);
    await once(present, 'ping');
    expect(present.readyState).toBe(WebSocket.OPEN);
  } finally {
    await adapter.close(sockets);
    await adapter.dispose();
    http.close();
  }
});
