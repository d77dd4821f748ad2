import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { ForceQuery } from '../platform/http/force-query.dto.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { Inspection, InspectSource } from './inspection/inspection.dto.js';
import { InspectionService } from './inspection/inspection.service.js';
import { CreateProject, ProjectPage, ProjectResponse, SetRepoToken, UpdateProject } from './project.dto.js';
import { ProjectsService } from './projects.service.js';
import { ProjectValidationService } from './validation/project-validation.service.js';
import { ValidationResponse } from './validation/validation.dto.js';

@ApiTags('projects')
@Controller('api/projects')
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly validation: ProjectValidationService,
    private readonly inspections: InspectionService,
  ) {}

  /** List projects */
  @Get()
  list(@CurrentUser() user: SignedInUser, @Query() page: PageQuery): Promise<ProjectPage> {
    return this.projects.list(user.id, page);
  }

  /** Create a project from a local path or a URL */
  @Post()
  @Idempotent()
  create(@CurrentUser() user: SignedInUser, @Body() body: CreateProject): Promise<ProjectResponse> {
    return this.projects.create(user.id, body);
  }

  /** Look at a repository before it becomes a project: its branches, and commands that its own files suggest */
  @Post('inspect')
  @HttpCode(200)
  inspect(@CurrentUser() user: SignedInUser, @Body() body: InspectSource): Promise<Inspection> {
    return this.inspections.inspect(body, user.id);
  }

  /** Read a project */
  @Get(':project_id')
  read(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
  ): Promise<ProjectResponse> {
    return this.projects.read(user.id, projectId);
  }

  /** Change a project */
  @Patch(':project_id')
  update(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Body() body: UpdateProject,
  ): Promise<ProjectResponse> {
    return this.projects.update(user.id, projectId, body);
  }

  /** Delete a project; its repository stays as it is */
  @Delete(':project_id')
  @HttpCode(204)
  remove(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Query() { force }: ForceQuery,
  ): Promise<void> {
    return this.projects.remove(user.id, projectId, force);
  }

  /** Check whether the tasks of a project can run */
  @Post(':project_id/validate')
  @HttpCode(200)
  validate(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
  ): Promise<ValidationResponse> {
    return this.validation.validate(user.id, projectId);
  }

  /** Store environment variables for runs and gates; null takes one away, the others stay */
  @Put(':project_id/env')
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: { type: 'string', nullable: true },
      example: { API_URL: 'https://api.example.org', OLD_NAME: null },
    },
  })
  changeEnv(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Body() body: object,
  ): Promise<ProjectResponse> {
    return this.projects.changeEnv(user.id, projectId, body);
  }

  /** Store the token that the server fetches and pushes with */
  @Put(':project_id/repo-token')
  @HttpCode(204)
  setRepoToken(
    @CurrentUser() user: SignedInUser,
    @IdParam('project_id') projectId: string,
    @Body() { token }: SetRepoToken,
  ): Promise<void> {
    return this.projects.setRepoToken(user.id, projectId, token);
  }
}
