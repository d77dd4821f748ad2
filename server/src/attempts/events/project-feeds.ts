import { Injectable, Logger } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../contracts/close-codes.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { TasksService } from '../../tasks/tasks.service.js';
import { AttemptResponses } from '../attempt-response.js';
import { CommentReader } from '../comments/comment-reader.js';
import { AttemptEntity } from '../attempt.entity.js';

type Row = { id: string; version?: number };
type FrameType =
  'task.upserted' | 'attempt.upserted' | 'message.created' | 'comment.upserted' | 'project.updated';

/** Changes that come within this time are read and sent together. */
const GATHER_MS = 30;
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

interface Pending {
  readonly tasks: Set<string>;
  readonly attempts: Set<string>;
  readonly messages: Set<string>;
  readonly comments: Set<string>;
  project: boolean;
}

/** Sends each changed row once to all who watch its project, as the REST API would answer it. */
@Injectable()
export class ProjectFeeds {
  private readonly logger = new Logger('ProjectFeeds');
  private readonly sockets = new Map<string, Set<WebSocket>>();
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly tasks: TasksService,
    private readonly projects: ProjectsService,
    private readonly responses: AttemptResponses,
    private readonly comments: CommentReader,
    private readonly dataSource: DataSource,
    signals: Signals,
  ) {
    signals.on('task.changed', ({ projectId, taskId }) => this.gather(projectId)?.tasks.add(taskId));
    signals.on('attempt.changed', ({ projectId, attemptId }) =>
      this.gather(projectId)?.attempts.add(attemptId),
    );
    signals.on('message.created', ({ projectId, messageId }) =>
      this.gather(projectId)?.messages.add(messageId),
    );
    signals.on('comment.changed', ({ projectId, commentId }) =>
      this.gather(projectId)?.comments.add(commentId),
    );
    signals.on('project.changed', ({ projectId }) => {
      const pending = this.gather(projectId);
      if (pending) pending.project = true;
    });
    signals.on('task.deleted', ({ projectId, taskId }) => {
      this.broadcast(projectId, JSON.stringify({ type: 'task.deleted', row: { id: taskId }, version: null }));
    });
    signals.on('comment.deleted', ({ projectId, commentId: id }) => {
      this.broadcast(projectId, JSON.stringify({ type: 'comment.deleted', row: { id }, version: null }));
    });
  }

  /** The returned function unsubscribes. */
  subscribe(projectId: string, socket: WebSocket): () => void {
    const group = this.sockets.get(projectId) ?? new Set();
    this.sockets.set(projectId, group.add(socket));
    return () => {
      group.delete(socket);
      if (group.size === 0) this.sockets.delete(projectId);
    };
  }

  /** Where to note a change; `undefined` when nobody watches. */
  private gather(projectId: string): Pending | undefined {
    if (!this.sockets.has(projectId)) return undefined;
    const known = this.pending.get(projectId);
    if (known) return known;
    const pending = {
      tasks: new Set<string>(),
      attempts: new Set<string>(),
      messages: new Set<string>(),
      comments: new Set<string>(),
      project: false,
    };
    this.pending.set(projectId, pending);
    setTimeout(() => {
      this.pending.delete(projectId);
      this.send(projectId, pending).catch((error: unknown) => {
        // They missed something: they come back and read the board.
        this.logger.warn({ msg: 'could not read changed rows', projectId, err: error });
        for (const socket of this.sockets.get(projectId) ?? [])
          socket.close(CLOSE_CODES.comeBack, 'please come back');
      });
    }, GATHER_MS);
    return pending;
  }

  private async send(
    projectId: string,
    { tasks, attempts, messages, comments, project }: Pending,
  ): Promise<void> {
    const row = project ? await this.projects.findResponse(projectId) : null;
    if (row) this.frames(projectId, 'project.updated', [row]);
    if (attempts.size > 0) {
      const rows = await this.dataSource.manager.findBy(AttemptEntity, { id: In([...attempts]) });
      this.frames(projectId, 'attempt.upserted', await this.responses.many(rows));
    }
    if (tasks.size > 0) this.frames(projectId, 'task.upserted', await this.tasks.loadResponses([...tasks]));
    if (messages.size > 0)
      this.frames(projectId, 'message.created', await this.tasks.loadMessages([...messages]));
    if (comments.size > 0)
      this.frames(projectId, 'comment.upserted', await this.comments.load([...comments]));
  }

  private frames(projectId: string, type: FrameType, rows: readonly Row[]): void {
    for (const row of rows)
      this.broadcast(projectId, JSON.stringify({ type, row, version: row.version ?? null }));
  }

  private broadcast(projectId: string, frame: string): void {
    for (const socket of this.sockets.get(projectId) ?? []) {
      socket.send(frame);
      if (socket.bufferedAmount > MAX_BUFFERED_BYTES)
        socket.close(CLOSE_CODES.comeBack, 'too slow: please come back');
    }
  }
}
