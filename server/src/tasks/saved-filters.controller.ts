import { Body, Controller, Delete, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { CreateFilter, FilterList, FilterResponse, UpdateFilter } from './saved-filter.dto.js';
import { SavedFiltersService } from './saved-filters.service.js';

@ApiTags('tasks')
@Controller('api')
export class SavedFiltersController {
  constructor(private readonly filters: SavedFiltersService) {}

  /** List your saved filters of a project's board, in their order */
  @Get('projects/:project_id/filters')
  list(@CurrentUser() user: SignedInUser, @IdParam('project_id') projectId: string): Promise<FilterList> {
    return this.filters.list(user.id, projectId);
  }

  /** Save a filter under a name */
  @Post('projects/:project_id/filters')
  @Idempotent()
  create(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Body() body: CreateFilter,
  ): Promise<FilterResponse> {
    return this.filters.create(user.id, projectId, body);
  }

  /** Rename, change or move a saved filter */
  @Patch('filters/:filter_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('filter_id') filterId: string,
    @Body() body: UpdateFilter,
  ): Promise<FilterResponse> {
    return this.filters.update(user.id, filterId, body);
  }

  /** Delete a saved filter */
  @Delete('filters/:filter_id')
  @HttpCode(204)
  remove(@CurrentUser() user: SignedInUser, @IdParam('filter_id') filterId: string): Promise<void> {
    return this.filters.remove(user.id, filterId);
  }
}
