import { CLOSE_CODES } from '@contracts/close-codes';

export type Connection = 'connecting' | 'open' | 'lost' | 'ended';

export interface SocketOptions {
  /** Asked anew for each connection, so that it can carry the last position. */
  url: () => string;
  onFrame: (frame: unknown) => void;
  onConnection: (state: Connection) => void;
  /** A connection was closed before it was open: the browser does not say why. */
  onRefused?: () => void;
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 5_000;
const FINAL_CODES: readonly number[] = [CLOSE_CODES.done, CLOSE_CODES.notSignedIn, CLOSE_CODES.notFound];

/** Its own server answers without any network. */
const isThisMachine = (): boolean => /^(localhost|127\.|\[::1\])/.test(window.location.hostname);

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data)) as unknown;
  } catch {
    return null;
  }
}

/** A socket that comes back with a growing, jittered delay until it is told that it is done. */
export function openSocket({ url, onFrame, onConnection, onRefused }: SocketOptions): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let open = false;
  let closed = false;

  const retry = () => {
    const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
    failures += 1;
    timer = setTimeout(connect, ceiling * (0.5 + Math.random() / 2));
  };

  const connect = () => {
    clearTimeout(timer);
    onConnection(failures === 0 ? 'connecting' : 'lost');
    socket = new WebSocket(url());
    socket.onopen = () => {
      failures = 0;
      open = true;
      onConnection('open');
    };
    socket.onmessage = (message) => onFrame(parse(message.data));
    socket.onclose = (event) => {
      if (closed) return;
      if (!open || event.code === CLOSE_CODES.notSignedIn) onRefused?.();
      open = false;
      if (FINAL_CODES.includes(event.code)) {
        onConnection('ended');
        return;
      }
      onConnection('lost');
      retry();
    };
  };

  const connectNow = () => {
    if (!closed && socket?.readyState === WebSocket.CLOSED && timer !== undefined) connect();
  };
  // A connection that a lost network swallowed stays open for minutes.
  const giveUp = () => {
    if (closed || !open || isThisMachine()) return;
    if (socket) socket.onclose = null;
    socket?.close();
    open = false;
    onConnection('lost');
    retry();
  };

  window.addEventListener('online', connectNow);
  window.addEventListener('focus', connectNow);
  window.addEventListener('offline', giveUp);
  connect();
  return () => {
    closed = true;
    clearTimeout(timer);
    window.removeEventListener('online', connectNow);
    window.removeEventListener('focus', connectNow);
    window.removeEventListener('offline', giveUp);
    socket?.close();
  };
}
