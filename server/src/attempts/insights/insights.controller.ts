import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../../platform/http/current-user.js';
import { InsightsDto, InsightsQuery } from './insights.dto.js';
import { InsightsService } from './insights.service.js';

@ApiTags('insights')
@Controller('api/insights')
export class InsightsController {
  constructor(private readonly insights: InsightsService) {}

  /** Runs, outcomes, time, tokens and cost by day, agent and project, and what today has cost */
  @Get()
  read(@Query() query: InsightsQuery, @CurrentUser() user: SignedInUser): Promise<InsightsDto> {
    return this.insights.read(query, user.id);
  }
}
