import type { Socket } from 'node:net';
import type { Spool } from './spool.js';

const CHUNK_BYTES = 256 * 1024;

/**
 * Copies the spool to a server, first what exists and then what follows, until the signal. One chunk at a time: a server
 * that does not read costs the memory of one.
 */
export function streamSpool(spool: Spool, from: number, socket: Socket, signal: AbortSignal): void {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let position = from;
  let isBusy = false;
  const pump = (): void => {
    if (isBusy || signal.aborted || spool.end <= position) return;
    isBusy = true;
    const newest = spool.newest(position);
    if (newest) send(newest);
    else spool.read(buffer, position).then(({ bytesRead }) => send(buffer.subarray(0, bytesRead)), hangUp);
  };
  const send = (bytes: Buffer): void => {
    position += bytes.length;
    socket.write(bytes, (error) => {
      isBusy = false;
      if (error) hangUp();
      else pump();
    });
  };
  const hangUp = (): void => void socket.destroy();
  spool.onGrown(pump, signal);
  pump();
}
