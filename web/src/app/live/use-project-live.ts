import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { keys } from '@/lib/api/query-keys';
import { createPushGate } from '@/lib/live/push-gate';
import { openSocket, type Connection } from '@/lib/live/reconnecting-socket';
import { urls } from '@/lib/paths';
import { applyProjectFrame, asProjectFrame, type ProjectFrame } from './project-frame';

interface ProjectLive {
  connection: Connection;
  /** Keeps pushes back while a card is in the user's hand. */
  setDragging: (dragging: boolean) => void;
}

/** One socket for a project: pushes change the cache by id, a reconnect asks for the board once. */
export function useProjectLive(projectId: string): ProjectLive {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>('connecting');
  const gate = useMemo(
    () => createPushGate<ProjectFrame>((frame) => applyProjectFrame(client, projectId, frame)),
    [client, projectId],
  );

  useEffect(() => {
    let opened = false;
    return openSocket({
      url: () => urls.projectSocket(projectId),
      onFrame: (data) => {
        const frame = asProjectFrame(data);
        if (frame) gate.push(frame);
      },
      onConnection: (state) => {
        setConnection(state);
        if (state !== 'open') return;
        if (opened) void client.invalidateQueries({ queryKey: keys.tasks(projectId) });
        opened = true;
      },
    });
  }, [client, gate, projectId]);

  const setDragging = useMemo(() => (dragging: boolean) => (dragging ? gate.hold() : gate.release()), [gate]);
  return { connection, setDragging };
}
