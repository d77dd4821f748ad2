import type { AttemptFrame, StoredAttemptEvent } from '@contracts/attempt-event';
import { noop, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { keys } from '@/lib/api/query-keys';
import type { AttemptDetail } from '@/lib/api/types';
import { isActive } from '@/lib/attempt-activity';
import { openSocket, type Connection } from '@/lib/live/reconnecting-socket';
import { notifyProblem } from '@/lib/notify';
import { urls } from '@/lib/paths';
import { getEventsBefore, getLastEvents } from '../api/get-events';
import { createLogBuffer, type LogSnapshot } from './log-buffer';

interface AttemptLog {
  log: LogSnapshot;
  connection: Connection;
  loadOlder: () => void;
  /** Whether the newest lines are being watched. */
  follow: (following: boolean) => void;
}

// The frame comes from our own server, whose type this is.
const asFrame = (frame: unknown): AttemptFrame | null => frame as AttemptFrame | null;

export function useAttemptLog(attempt: AttemptDetail): AttemptLog {
  const client = useQueryClient();
  const [buffer] = useState(() => {
    const made = createLogBuffer();
    made.append(attempt.events as unknown as StoredAttemptEvent[]); // payloads are typed by the contract, not by OpenAPI
    return made;
  });
  const [connection, setConnection] = useState<Connection>('connecting');
  const log = useSyncExternalStore(buffer.subscribe, buffer.snapshot);
  const loading = useRef(false);
  const active = isActive(attempt);
  const attemptId = attempt.id;

  const loadOlder = useCallback(() => {
    const { firstSeq } = buffer.snapshot();
    if (loading.current || firstSeq <= 1) return;
    loading.current = true;
    getEventsBefore(attemptId, firstSeq)
      .then((events) => {
        // Rows that were given up meanwhile would leave a gap behind these.
        if (buffer.snapshot().firstSeq === firstSeq) buffer.prepend(events);
      })
      .catch((error: unknown) => notifyProblem('Older lines could not be loaded', error))
      .finally(() => {
        loading.current = false;
      });
  }, [attemptId, buffer]);

  // A settled attempt's stream ends; a rerun makes it active again and needs a new socket.
  useEffect(() => {
    let close: (() => void) | null = null;
    let gone = false;
    const onFrame = (data: unknown) => {
      const frame = asFrame(data);
      if (frame?.type === 'events') buffer.append(frame.events);
      else if (frame?.type === 'event') buffer.append([frame]);
      else if (frame?.type === 'end')
        void client.invalidateQueries({ queryKey: keys.attempt(attemptId), exact: true });
    };
    const listen = () => {
      if (gone) return;
      const url = () => urls.attemptSocket(attemptId, buffer.snapshot().lastSeq);
      close = openSocket({ url, onConnection: setConnection, onFrame });
    };
    // The newest lines first: a socket would begin where this page was left, maybe a hundred thousand lines ago.
    getLastEvents(attemptId).then(buffer.append).catch(noop).finally(listen);
    return () => {
      gone = true;
      close?.();
    };
  }, [attemptId, buffer, client, active]);

  return { log, connection, loadOlder, follow: buffer.follow };
}
