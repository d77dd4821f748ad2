import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { ForceQuery } from '../platform/http/force-query.dto.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { AgentDetectionService } from './agent-detection.service.js';
import { AgentPage, AgentResponse, CreateAgent, UpdateAgent } from './agent.dto.js';
import { AgentReadinessList } from './agent-readiness.dto.js';
import { AgentReadinessService } from './agent-readiness.service.js';
import { AgentsService } from './agents.service.js';
import { DetectedAgents } from './detected-agents.dto.js';
import { AgentHelloService } from './hello/agent-hello.service.js';
import { HelloAnswer, SayHello } from './hello/hello.dto.js';

@ApiTags('agents')
@Controller('api/agents')
export class AgentsController {
  constructor(
    private readonly agents: AgentsService,
    private readonly detection: AgentDetectionService,
    private readonly readiness: AgentReadinessService,
    private readonly hellos: AgentHelloService,
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
  detected(@CurrentUser() user: SignedInUser): Promise<DetectedAgents> {
    return this.detection.detect(user.id);
  }

  /** Say of each profile whether it could run here, and what it lacks */
  @Get('readiness')
  listReadiness(@CurrentUser() user: SignedInUser): Promise<AgentReadinessList> {
    return this.readiness.list(user.id);
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

  /** Run a profile once in an empty repository, contained like an attempt, and say how that went */
  @Post(':agent_id/hello')
  @HttpCode(200)
  hello(
    @CurrentUser() user: SignedInUser,
    @IdParam('agent_id') agentId: string,
    @Body() { project_id }: SayHello,
  ): Promise<HelloAnswer> {
    return this.hellos.sayHello(user.id, agentId, project_id ?? null);
  }
}
