import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Frame {
  readonly type: string;
  readonly row: Readonly<Record<string, any>>;
}

/** What all who look at a project's board are told from now on. */
export async function watchProject(
  server: { readonly url: string; readonly token: string },
  projectId: string,
): Promise<{ readonly frames: readonly Frame[]; readonly close: () => void }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/projects/${projectId}`, {
    headers: { Authorization: `Bearer ${server.token}` },
  });
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  await once(socket, 'open');
  return { frames, close: () => socket.terminate() };
}
