import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Controller('api/tasks/:task_id')
export class TaskStagesController {
  constructor(private readonly tasks: TasksService) {}

  /** Hand a task to the lead (workflow team) */
  @Post('assign')
  @HttpCode(202)
  assign(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<void> {
    return this.tasks.startStage(user.id, taskId, 'assign');
  }

  /** Start the verifier (workflow team) */
  @Post('verify')
  @HttpCode(202)
  verify(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<void> {
    return this.tasks.startStage(user.id, taskId, 'verify');
  }

  /** Start the reviewer (workflow team) */
  @Post('review')
  @HttpCode(202)
  review(@CurrentUser() user: SignedInUser, @IdParam('task_id') taskId: string): Promise<void> {
    return this.tasks.startStage(user.id, taskId, 'review');
  }
}
