import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A program of its own, with the ports as its arguments. It runs inside of a sandbox before the step does, opens the ports on
 * the sandbox's own loopback and hands the listening sockets to the runner outside: a socket stays in the network in
 * which it was made, whoever accepts from it.
 */
for (const port of process.argv.slice(2).map(Number)) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  process.send?.({ port }, server);
}
await once(process, 'disconnect'); // the runner has them all
process.exit(0);
