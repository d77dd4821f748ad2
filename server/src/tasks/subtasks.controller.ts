import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { CreateSubtask, SubtaskPage, SubtaskResponse, UpdateSubtask } from './subtask.dto.js';
import { SubtasksService } from './subtasks.service.js';

@ApiTags('tasks')
@Controller('api')
export class SubtasksController {
  constructor(private readonly subtasks: SubtasksService) {}

  /** List the subtasks of a task, in their order */
  @Get('tasks/:task_id/subtasks')
  list(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Query() page: PageQuery,
  ): Promise<SubtaskPage> {
    return this.subtasks.list(user.id, taskId, page);
  }

  /** Add a subtask, behind the others */
  @Post('tasks/:task_id/subtasks')
  @Idempotent()
  add(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: CreateSubtask,
  ): Promise<SubtaskResponse> {
    return this.subtasks.add(user.id, taskId, body);
  }

  /** Change a subtask, or its place */
  @Patch('subtasks/:subtask_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('subtask_id') subtaskId: string,
    @Body() body: UpdateSubtask,
  ): Promise<SubtaskResponse> {
    return this.subtasks.update(user.id, subtaskId, body);
  }

  /** Delete a subtask */
  @Delete('subtasks/:subtask_id')
  @HttpCode(204)
  remove(@CurrentUser() user: SignedInUser, @IdParam('subtask_id') subtaskId: string): Promise<void> {
    return this.subtasks.remove(user.id, subtaskId);
  }
}
