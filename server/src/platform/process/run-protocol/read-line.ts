import type { Socket } from 'node:net';

const MAX_BYTES = 1024 * 1024;
const TIMEOUT_MS = 5_000;

/** Reads one line of at most 1 MiB within 5 s or the given time, else throws; bytes after it stay readable on the socket. */
export function readLine(socket: Socket, timeoutMs = TIMEOUT_MS): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const fail = (message: string): void => {
      stopListening();
      reject(new Error(message));
    };
    const onReadable = (): void => {
      for (let chunk = readChunk(socket); chunk !== null; chunk = readChunk(socket)) {
        received = Buffer.concat([received, chunk]);
        const end = received.indexOf('\n');
        if (end !== -1) {
          stopListening();
          const rest = received.subarray(end + 1);
          if (rest.length > 0) socket.unshift(rest);
          resolve(received.toString('utf8', 0, end));
          return;
        }
        if (received.length > MAX_BYTES) {
          fail('The line is too long');
          return;
        }
      }
    };
    const onEnd = (): void => fail('The connection closed before a line was complete');
    const timeout = setTimeout(() => fail('No line in time'), timeoutMs);
    const stopListening = (): void => {
      clearTimeout(timeout);
      socket.off('readable', onReadable).off('end', onEnd).off('close', onEnd);
    };
    socket.on('readable', onReadable).on('end', onEnd).on('close', onEnd);
  });
}

/** Without an encoding a socket yields buffers. */
const readChunk = (socket: Socket): Buffer | null => socket.read() as Buffer | null;
