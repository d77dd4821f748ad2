import { Body, Controller, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { ForceQuery } from '../platform/http/force-query.dto.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { TaskMovesService } from './task-moves.service.js';
import { TaskQuery } from './task-query.dto.js';
import { TaskPage, TaskResponse } from './task-response.dto.js';
import { CreateTask, CreateTaskInProject, MoveTask, UpdateTask } from './task.dto.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Controller('api')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly moves: TaskMovesService,
  ) {}

  /** List the tasks of a project, in the order of its board */
  @Get('projects/:project_id/tasks')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @ApiOkResponse({ type: TaskPage })
  list(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Query() query: TaskQuery,
  ): Promise<string> {
    return this.tasks.listJson(user.id, projectId, query);
  }

  /** Create a task in a project */
  @Post('projects/:project_id/tasks')
  @Idempotent()
  createInProject(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Body() body: CreateTask,
  ): Promise<TaskResponse> {
    return this.tasks.create(user.id, projectId, body);
  }

  /** Create a task */
  @Post('tasks')
  @Idempotent()
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateTaskInProject): Promise<TaskResponse> {
    return this.tasks.create(user.id, body.project_id, body);
  }

  /** Read a task */
  @Get('tasks/:task_id')
  read(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<TaskResponse> {
    return this.tasks.read(user.id, taskId);
  }

  /** Change a task */
  @Patch('tasks/:task_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: UpdateTask,
  ): Promise<TaskResponse> {
    return this.tasks.update(user.id, taskId, body);
  }

  /** Delete a task */
  @Delete('tasks/:task_id')
  @HttpCode(204)
  remove(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Query() { force }: ForceQuery,
  ): Promise<void> {
    return this.tasks.remove(user.id, taskId, force);
  }

  /** Move a card on the board */
  @Post('tasks/:task_id/move')
  @HttpCode(200)
  move(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: MoveTask,
  ): Promise<TaskResponse> {
    return this.moves.move(user.id, taskId, body);
  }

  /** Take a card off the board */
  @Post('tasks/:task_id/archive')
  @HttpCode(200)
  archive(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<TaskResponse> {
    return this.tasks.archive(user.id, taskId);
  }

  /** Put an archived card back on the board */
  @Post('tasks/:task_id/unarchive')
  @HttpCode(200)
  unarchive(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<TaskResponse> {
    return this.moves.unarchive(user.id, taskId);
  }
}
