import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { MarkRead, UnreadList } from './task-read.dto.js';
import { TaskReadsService } from './task-reads.service.js';

@ApiTags('tasks')
@Controller('api')
export class TaskReadsController {
  constructor(private readonly reads: TaskReadsService) {}

  /** Count the messages that you have not read, for each task on the board */
  @Get('projects/:project_id/unread')
  list(@CurrentUser() user: SignedInUser, @IdParam('project_id') projectId: string): Promise<UnreadList> {
    return this.reads.list(user.id, projectId);
  }

  /** Mark the thread of a task as read up to a message */
  @Put('tasks/:task_id/read')
  @HttpCode(204)
  mark(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: MarkRead,
  ): Promise<void> {
    return this.reads.mark(user.id, taskId, body.message_id);
  }
}
