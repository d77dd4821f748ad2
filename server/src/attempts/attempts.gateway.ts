import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import type { AttemptStatus } from '../contracts/attempt-status.js';
import { CLOSE_CODES } from '../contracts/close-codes.js';
import { MAX_INTEGER } from '../platform/database/max-integer.js';
import type { SocketRequest } from '../platform/http/ws-path.adapter.js';
import { AttemptFeeds, type EventSink } from './events/attempt-feeds.js';
import { AttemptsService } from './attempts.service.js';

/** `/ws/attempts/{id}?after=SEQ&batch=1`: everything after SEQ, then live, then `end`. */
@WebSocketGateway({ path: '/ws/attempts/:attempt_id', maxPayload: 64 * 1024, perMessageDeflate: false })
export class AttemptsGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly feeds: AttemptFeeds,
  ) {}

  async handleConnection(socket: WebSocket, request: SocketRequest): Promise<void> {
    const { searchParams } = new URL(request.url ?? '/', 'ws://localhost');
    const asked = Math.trunc(Number(searchParams.get('after'))) || 0;
    const after = Math.min(Math.max(0, asked), MAX_INTEGER);
    socket.on('error', () => socket.terminate());
    try {
      const { id } = await this.attempts.findOwned(request.params['attempt_id'] ?? '', request.user);
      if (socket.readyState !== socket.OPEN) return; // closed meanwhile: its `close` is not heard any more
      const unsubscribe = this.feeds.subscribe(id, after, toSink(socket, searchParams.get('batch') === '1'));
      socket.on('close', unsubscribe);
    } catch {
      socket.close(CLOSE_CODES.notFound, 'no such attempt');
    }
  }
}

const toSink = (socket: WebSocket, batch: boolean): EventSink => ({
  batch,
  get bufferedBytes() {
    return socket.bufferedAmount;
  },
  send: (frame) => socket.send(frame, { binary: false }),
  flushed: (frame) =>
    new Promise((resolve, reject) => {
      socket.send(frame, { binary: false }, (error) => (error ? reject(error) : resolve()));
    }),
  end: (status: AttemptStatus) => {
    socket.send(JSON.stringify({ type: 'end', status }));
    socket.close(CLOSE_CODES.done);
  },
  tooSlow: () => socket.close(CLOSE_CODES.tooSlow, 'too slow: come back with your last seq'),
});
