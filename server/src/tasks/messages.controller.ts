import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { CreateMessage, MessagePage, MessageResponse, type MessageChannel } from './message.dto.js';
import { MessagesService } from './messages.service.js';
import { RequestChannel } from './request-channel.js';

@ApiTags('tasks')
@Controller('api/tasks/:task_id/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  /** Read the thread of a task, the oldest message first */
  @Get()
  list(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Query() page: PageQuery,
  ): Promise<MessagePage> {
    return this.messages.list(user.id, taskId, page);
  }

  /** Write into the thread of a task */
  @Post()
  @Idempotent()
  post(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: CreateMessage,
    @RequestChannel() channel: MessageChannel,
  ): Promise<MessageResponse> {
    return this.messages.post(user.id, taskId, body, channel);
  }
}
