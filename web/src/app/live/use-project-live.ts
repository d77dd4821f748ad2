import { noop, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { tasksQuery } from '@/features/tasks/api/get-tasks';
import { keys } from '@/lib/api/query-keys';
import { checkContact, useContact } from '@/lib/live/contact';
import { createPushGate } from '@/lib/live/push-gate';
import { openSocket } from '@/lib/live/reconnecting-socket';
import { urls } from '@/lib/paths';
import { applyProjectFrames, asProjectFrame, type ProjectFrame } from './project-frame';

interface ProjectLive {
  /** Keeps pushes back while a card is in the user's hand. */
  setDragging: (dragging: boolean) => void;
}

/** What changed while nobody listened, of all that the pushes keep fresh. */
async function catchUp(client: QueryClient, projectId: string): Promise<void> {
  // A first answer that is still on its way may be older than the socket.
  await client.query(tasksQuery(projectId)).catch(noop);
  const missed = [
    keys.tasks(projectId),
    keys.projects,
    keys.allAttempts,
    keys.allAttemptLists,
    keys.allMessages,
    keys.allComments,
    keys.runs(projectId),
    keys.spendToday(projectId),
    keys.allSubtasks,
    keys.unread(projectId),
  ];
  for (const queryKey of missed) void client.invalidateQueries({ queryKey });
}

/** One socket for a project: pushes change the cache by id, each new connection catches up first. */
export function useProjectLive(projectId: string): ProjectLive {
  const client = useQueryClient();
  const gate = useMemo(
    () => createPushGate<ProjectFrame>((frames) => applyProjectFrames(client, projectId, frames)),
    [client, projectId],
  );

  useEffect(() => {
    const close = openSocket({
      url: () => urls.projectSocket(projectId),
      onFrame: (data) => {
        const frame = asProjectFrame(data);
        if (frame) gate.push(frame);
      },
      onConnection: (state) => {
        useContact.setState({ pushes: state !== 'lost' });
        if (state === 'lost') checkContact();
        if (state === 'open') void catchUp(client, projectId);
        else if (state === 'ended') void client.invalidateQueries({ queryKey: keys.projects });
      },
      // Signed out meanwhile? A socket cannot tell; a refused request leads to the sign-in.
      onRefused: () =>
        void client.refetchQueries({ queryKey: keys.tasks(projectId) }, { cancelRefetch: false }),
    });
    return () => {
      close();
      gate.close();
      useContact.setState({ pushes: true });
    };
  }, [client, gate, projectId]);

  const setDragging = useMemo(() => (dragging: boolean) => (dragging ? gate.hold() : gate.release()), [gate]);
  return { setDragging };
}
