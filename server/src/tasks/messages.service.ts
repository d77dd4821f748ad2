import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { newId } from '../platform/database/new-id.js';
import { pageById } from '../platform/http/page-by-id.js';
import type { PageQuery } from '../platform/http/page.dto.js';
import { Signals } from '../platform/signals/signals.service.js';
import {
  toMessageResponse,
  type CreateMessage,
  type MessageChannel,
  type MessagePage,
  type MessageResponse,
} from './message.dto.js';
import { Message } from './message.entity.js';
import { unknownMessage } from './tasks.errors.js';
import { TasksService } from './tasks.service.js';

/** The thread of a task, the oldest message first. */
@Injectable()
export class MessagesService {
  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly tasks: TasksService,
    private readonly signals: Signals,
  ) {}

  async list(userId: string, taskId: string, query: PageQuery): Promise<MessagePage> {
    await this.tasks.owned(taskId, userId);
    const page = await pageById(this.messages, { taskId }, query);
    return { ...page, items: page.items.map(toMessageResponse) };
  }

  async post(
    userId: string,
    taskId: string,
    input: CreateMessage,
    channel: MessageChannel,
  ): Promise<MessageResponse> {
    const { projectId } = await this.tasks.owned(taskId, userId);
    const replyTo = input.reply_to ?? null;
    if (replyTo !== null && !(await this.messages.existsBy({ id: replyTo, taskId }))) throw unknownMessage();
    const message = this.messages.create({
      id: newId(),
      taskId,
      senderType: 'user' as const,
      channel,
      content: input.content,
      replyTo,
      createdAt: new Date(),
    });
    await this.messages.insert(message);
    this.signals.emit('message.created', { projectId, taskId, messageId: message.id });
    // Its card counts it.
    this.signals.emit('task.changed', { projectId, taskId });
    return toMessageResponse(message);
  }
}
