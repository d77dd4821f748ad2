import type { Socket } from 'node:net';
import type { Spool } from './spool.js';

const CHUNK_BYTES = 256 * 1024;

/**
 * Copies the spool to a server, first what exists and then what follows. It always reads from the file
 * and waits for every chunk to be flushed: a server that does not read costs one chunk of memory.
 */
export async function streamSpool(
  spool: Spool,
  from: number,
  socket: Socket,
  signal: AbortSignal,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let position = from;
  while (!signal.aborted) {
    await spool.waitUntilBeyond(position, signal);
    const { bytesRead } = await spool.read(buffer, position);
    await flush(socket, buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

const flush = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())));
