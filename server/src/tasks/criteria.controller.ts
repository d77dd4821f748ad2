import { Body, Controller, Delete, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { CriteriaService } from './criteria.service.js';
import { CriterionInput, CriterionResponse, UpdateCriterion } from './criterion.dto.js';

@ApiTags('tasks')
@Controller('api')
export class CriteriaController {
  constructor(private readonly criteria: CriteriaService) {}

  /** Add an acceptance criterion */
  @Post('tasks/:task_id/criteria')
  @Idempotent()
  add(
    @CurrentUser() user: SignedInUser,
    @IdParam('task_id') taskId: string,
    @Body() body: CriterionInput,
  ): Promise<CriterionResponse> {
    return this.criteria.add(user.id, taskId, body);
  }

  /** Change an acceptance criterion */
  @Patch('criteria/:criterion_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('criterion_id') criterionId: string,
    @Body() body: UpdateCriterion,
  ): Promise<CriterionResponse> {
    return this.criteria.update(user.id, criterionId, body);
  }

  /** Delete an acceptance criterion */
  @Delete('criteria/:criterion_id')
  @HttpCode(204)
  remove(@CurrentUser() user: SignedInUser, @IdParam('criterion_id') criterionId: string): Promise<void> {
    return this.criteria.remove(user.id, criterionId);
  }
}
