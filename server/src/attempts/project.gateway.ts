import { Injectable } from '@nestjs/common';
import { type OnGatewayConnection, WebSocketGateway } from '@nestjs/websockets';
import { isUUID } from 'class-validator';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../contracts/close-codes.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { SocketRequest } from '../platform/http/ws-path.adapter.js';
import { projectNotFound } from '../projects/projects.errors.js';
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
    const projectId = request.params['project_id'] ?? '';
    try {
      if (!isUUID(projectId)) throw projectNotFound();
      const { id } = await this.projects.findOwned(projectId, request.user.id);
      if (socket.readyState !== socket.OPEN) return; // closed meanwhile: its `close` is not heard any more
      socket.on('close', this.feeds.subscribe(id, socket));
    } catch (error) {
      if (error instanceof DomainError) socket.close(CLOSE_CODES.notFound, 'no such project');
      else socket.close(CLOSE_CODES.comeBack, 'please come back');
    }
  }
}
