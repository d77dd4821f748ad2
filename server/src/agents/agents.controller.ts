import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { ForceQuery } from '../platform/http/force-query.dto.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { AgentDetectionService } from './agent-detection.service.js';
import { AgentPage, AgentResponse, CreateAgent, UpdateAgent } from './agent.dto.js';
import { AgentsService } from './agents.service.js';
import { DetectedAgents } from './detected-agents.dto.js';

@ApiTags('agents')
@Controller('api/agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly detection: AgentDetectionService,
  ) {}

  /** List agent profiles */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() page: PageQuery): Promise<AgentPage> {
    return this.agents.list(user.id, page);
  }

  /** Create an agent profile */
  @Post()
  @Idempotent()
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateAgent): Promise<AgentResponse> {
    return this.agents.create(user.id, body);
  }

  /** Look for known agents on the server's machine */
  @Get('detected')
  detected(): Promise<DetectedAgents> {
    return this.detection.detect();
  }

  /** Read an agent profile */
  @Get(':agent_id')
  read(@CurrentUser() user: SignedInUser, @IdParam('agent_id') agentId: string): Promise<AgentResponse> {
    return this.agents.read(user.id, agentId);
  }

  /** Change an agent profile; attempts under way keep the one that they began with */
  @Patch(':agent_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('agent_id') agentId: string,
    @Body() body: UpdateAgent,
  ): Promise<AgentResponse> {
    return this.agents.update(user.id, agentId, body);
  }

  /** Delete an agent profile */
  @Delete(':agent_id')
  @HttpCode(204)
  remove(
    @CurrentUser() user: SignedInUser,
    @IdParam('agent_id') agentId: string,
    @Query() { force }: ForceQuery,
  ): Promise<void> {
    return this.agents.remove(user.id, agentId, force);
  }
}
