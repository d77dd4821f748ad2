import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { isUUID } from 'class-validator';
import type { WebSocket } from 'ws';
import type { AttemptStatus } from '../contracts/attempt-status.js';
import { CLOSE_CODES } from '../contracts/close-codes.js';
import { MAX_INTEGER } from '../platform/database/max-integer.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { SocketRequest } from '../platform/http/ws-path.adapter.js';
import { AttemptFeeds, type EventSink } from './events/attempt-feeds.js';
import { attemptNotFound } from './attempts.errors.js';
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
    const attemptId = request.params['attempt_id'] ?? '';
    try {
      if (!isUUID(attemptId)) throw attemptNotFound(attemptId);
      const { id } = await this.attempts.findOwned(attemptId, request.user);
      if (socket.readyState !== socket.OPEN) return; // closed meanwhile: its `close` is not heard any more
      const unsubscribe = this.feeds.subscribe(id, after, toSink(socket, searchParams.get('batch') === '1'));
      socket.on('close', unsubscribe);
    } catch (error) {
      if (error instanceof DomainError) socket.close(CLOSE_CODES.notFound, 'no such attempt');
      else socket.close(CLOSE_CODES.comeBack, 'please come back');
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
  comeBack: (reason) => socket.close(CLOSE_CODES.comeBack, reason),
});
