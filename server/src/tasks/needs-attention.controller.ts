import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { TaskPage } from './task-response.dto.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Controller('api/needs-attention')
export class NeedsAttentionController {
  constructor(private readonly tasks: TasksService) {}

  /** List the tasks of all projects that wait for a person, the longest wait first */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() page: PageQuery): Promise<TaskPage> {
    return this.tasks.listNeedingAttention(user.id, page);
  }
}
