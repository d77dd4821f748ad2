import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * What plain `ws` can do: as soon as so many sockets are there, it sends each of these lines to each of them, a frame
 * a line. Told by its parent, tells it the port and when it began.
 */
process.on('message', ({ lines, sockets }: { lines: string[]; sockets: number }) => {
  const frames = lines.map((line) => Buffer.from(line));
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  const readers: WebSocket[] = [];
  server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port }));
  server.on('connection', (socket) => {
    readers.push(socket);
    if (readers.length < sockets) return;
    process.send?.({ begunAt: Date.now() });
    void sendAll();
  });

  async function sendAll(): Promise<void> {
    let sent = 0;
    for (const frame of frames) {
      for (const reader of readers) reader.send(frame, { binary: false });
      // Else everything would wait in this process's memory.
      sent += readers.length;
      if (sent % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
});
