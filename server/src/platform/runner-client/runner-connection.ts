import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientMessage, RunnerReply } from '../process/run-protocol/messages.js';
import { readLine } from '../process/run-protocol/read-line.js';
import { CONTROL_SOCKET } from '../process/run-protocol/run-directory.js';
import { RequestRefused, Superseded } from './runner-errors.js';

/** Sends one request; the returned socket carries whatever follows the reply. Throws RequestRefused. */
export async function sendRequest(
  runDirectory: string,
  message: ClientMessage,
  replyMs?: number,
): Promise<Socket> {
  const socket = await connectInside(runDirectory);
  try {
    socket.write(`${JSON.stringify(message)}\n`);
    const reply = JSON.parse(await readLine(socket, replyMs)) as RunnerReply;
    if (reply.ok) return socket;
    throw reply.reason === 'superseded' ? new Superseded() : new RequestRefused(reply.reason);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** By a short path: a socket's address holds about 100 bytes, and a longer one is truncated silently. */
const connectInside = (runDirectory: string): Promise<Socket> =>
  process.platform === 'linux' ? connectByDescriptor(runDirectory) : connectByLink(runDirectory);

async function connectByDescriptor(runDirectory: string): Promise<Socket> {
  const directory = openSync(runDirectory, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    return await connectTo(`/proc/self/fd/${directory}/${CONTROL_SOCKET}`);
  } finally {
    closeSync(directory);
  }
}

async function connectByLink(runDirectory: string): Promise<Socket> {
  const folder = mkdtempSync(join(tmpdir(), 'af-'));
  try {
    symlinkSync(runDirectory, join(folder, 'r'));
    return await connectTo(join(folder, 'r', CONTROL_SOCKET));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function connectTo(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, 'connect');
  return socket.on('error', () => socket.destroy());
}
