import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';

/**
 * A program of its own, with a folder and ports as its arguments. It runs in a container that has no network, opens the ports on
 * the container's own loopback, and joins each connection to the socket of that port in the folder, which the runner
 * outside serves. Says "listening" when all are open.
 */
const [, , folder = '', ...ports] = process.argv;
for (const port of ports) {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const runner = connect({ path: `${folder}/${port}.sock`, allowHalfOpen: true });
    const end = (error: unknown): void => {
      if (error) client.destroy();
    };
    pipeline(client, runner, end);
    pipeline(runner, client, end);
  });
  await once(server.listen(Number(port), '127.0.0.1'), 'listening');
}
console.log('listening');
