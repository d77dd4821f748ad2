import { Injectable } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../contracts/close-codes.js';
import type { SocketRequest } from '../platform/http/ws-path.adapter.js';
import { ProjectsService } from '../projects/projects.service.js';
import { ProjectFeeds } from './events/project-feeds.js';

/** `/ws/projects/{id}`: the rows of a board as they change. */
@WebSocketGateway({ path: '/ws/projects/:project_id', maxPayload: 64 * 1024, perMessageDeflate: false })
@Injectable()
export class ProjectGateway implements OnGatewayConnection<WebSocket> {
  constructor(
    private readonly projects: ProjectsService,
    private readonly feeds: ProjectFeeds,
  ) {}

  async handleConnection(socket: WebSocket, request: SocketRequest): Promise<void> {
    socket.on('error', () => socket.terminate());
    try {
      const { id } = await this.projects.findOwned(request.params['project_id'] ?? '', request.user.id);
      if (socket.readyState !== socket.OPEN) return; // closed meanwhile: its `close` is not heard any more
      socket.on('close', this.feeds.subscribe(id, socket));
    } catch {
      socket.close(CLOSE_CODES.notFound, 'no such project');
    }
  }
}
