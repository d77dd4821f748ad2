import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Address } from './request.js';

/** Opens the socket of an attempt's events and hands on every frame. */
export function readEvents(
  { url, token }: Address,
  attemptId: string,
  onFrame: (frame: Buffer) => void,
  query = '?batch=1',
): { readonly opened: Promise<unknown>; readonly closed: Promise<unknown> } {
  const address = `${url.replace('http', 'ws')}/ws/attempts/${attemptId}${query}`;
  const socket = new WebSocket(address, {
    headers: { Authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  socket.on('message', onFrame);
  return { opened: once(socket, 'open'), closed: once(socket, 'close') };
}

/** Reads an attempt's events to their end; throws unless a frame had this text. */
export async function requireFrame(address: Address, attemptId: string, text: string): Promise<void> {
  let found = 0;
  const onFrame = (frame: Buffer): void => {
    if (frame.includes(text)) found += 1;
  };
  await readEvents(address, attemptId, onFrame).closed;
  if (found === 0) throw new Error(`Attempt ${attemptId} ended without ${text}`);
}
