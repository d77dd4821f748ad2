import { WebSocket } from 'ws';

/** So many sockets of one address, in a process of their own: tells when all are open, and when all have read the last line. */
process.on('message', (order: { url: string; token: string; sockets: number; lastLine: string }) => {
  const headers = { Authorization: `Bearer ${order.token}` };
  let opened = 0;
  let done = 0;
  for (let index = 0; index < order.sockets; index++) {
    const socket = new WebSocket(order.url, { headers, perMessageDeflate: false });
    socket.on('open', () => {
      opened += 1;
      if (opened === order.sockets) process.send?.({ opened });
    });
    socket.on('message', (frame: Buffer) => {
      if (!frame.includes(order.lastLine)) return;
      done += 1;
      if (done === order.sockets) process.send?.({ doneAt: Date.now() });
    });
    socket.on('close', (code) => {
      if (done < order.sockets && code !== 1000) throw new Error(`A socket was closed with ${code}`);
    });
  }
});
