import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { Idempotent } from '../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { CompareAttempts } from './review/compare-attempts.js';
import { ComparisonDto } from './review/comparison.dto.js';
import { DiffDto, DiffFileDto, DiffFileQuery, MergePreviewDto } from './review/attempt-review.dto.js';
import { AttemptReviewService } from './review/attempt-review.service.js';
import {
  ApproveDto,
  EventsQuery,
  ProjectAttemptsQuery,
  RequestChangesDto,
  RerunGatesDto,
  StartAttemptDto,
} from './attempt-requests.dto.js';
import {
  ArtifactListDto,
  AttemptDetailDto,
  AttemptDto,
  AttemptListDto,
  EventPageDto,
  ProjectAttemptListDto,
  StartedAttemptsDto,
} from './attempts.dto.js';
import { AttemptInputDto } from './requests/agent-request.dto.js';
import { AttemptsService } from './attempts.service.js';

const oneOrSeveral = {
  oneOf: [{ $ref: getSchemaPath(AttemptDto) }, { $ref: getSchemaPath(StartedAttemptsDto) }],
};

@Controller('api')
@ApiExtraModels(AttemptDto, StartedAttemptsDto)
export class AttemptsController {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly review: AttemptReviewService,
    private readonly comparing: CompareAttempts,
  ) {}

  /** The task's attempts, newest first. */
  @Get('tasks/:task_id/attempts')
  list(
    @IdParam('task_id') taskId: string,
    @Query() page: PageQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptListDto> {
    return this.attempts.list(taskId, page, user);
  }

  /** The attempts of all tasks of a project, newest first. */
  @Get('projects/:project_id/attempts')
  listOfProject(
    @IdParam('project_id') projectId: string,
    @Query() query: ProjectAttemptsQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<ProjectAttemptListDto> {
    return this.attempts.listOfProject(projectId, query, user);
  }

  /** Starts one attempt, or with `agent_ids` several to compare. */
  @Post('tasks/:task_id/attempts')
  @Idempotent()
  @ApiCreatedResponse({ schema: oneOrSeveral })
  start(
    @IdParam('task_id') taskId: string,
    @Body() request: StartAttemptDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto | StartedAttemptsDto> {
    return this.attempts.startOneOrSeveral(taskId, request, user);
  }

  /** In solo the same as starting an attempt. */
  @Post('tasks/:task_id/run')
  @Idempotent()
  @ApiCreatedResponse({ schema: oneOrSeveral })
  run(
    @IdParam('task_id') taskId: string,
    @Body() request: StartAttemptDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto | StartedAttemptsDto> {
    return this.attempts.startOneOrSeveral(taskId, request, user);
  }

  /** The task's attempts side by side, oldest first; without those that were sent back or discarded. */
  @Get('tasks/:task_id/compare')
  compare(@IdParam('task_id') taskId: string, @CurrentUser() user: SignedInUser): Promise<ComparisonDto> {
    return this.comparing.compare(taskId, user);
  }

  /** One attempt with its last 100 events and its artifacts. */
  @Get('attempts/:attempt_id')
  get(@IdParam('attempt_id') id: string, @CurrentUser() user: SignedInUser): Promise<AttemptDetailDto> {
    return this.attempts.get(id, user);
  }

  /** Asks for the end of an attempt that is queued or under way; what it did is kept. */
  @Post('attempts/:attempt_id/cancel')
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiAcceptedResponse({ type: AttemptDto })
  @ApiOkResponse({ type: AttemptDto, description: 'It was asked for before.' })
  async cancel(
    @IdParam('attempt_id') id: string,
    @CurrentUser() user: SignedInUser,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AttemptDto> {
    const { attempt, isNew } = await this.attempts.cancel(id, user);
    if (!isNew) response.status(HttpStatus.OK);
    return attempt;
  }

  /** Answers what the agent asked: a decision about a permission or a plan, or answers to its questions. */
  @Post('attempts/:attempt_id/input')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  answer(
    @IdParam('attempt_id') id: string,
    @Body() input: AttemptInputDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto> {
    return this.attempts.answer(id, input, user);
  }

  /** Runs the gates again on the head. */
  @Post('attempts/:attempt_id/rerun-gates')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  rerunGates(
    @IdParam('attempt_id') id: string,
    @Body() { gate }: RerunGatesDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto> {
    return this.attempts.rerunGates(id, gate, user);
  }

  /** Starts the next attempt from this one's result, with feedback. */
  @Post('attempts/:attempt_id/request-changes')
  @Idempotent()
  requestChanges(
    @IdParam('attempt_id') id: string,
    @Body() request: RequestChangesDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto> {
    return this.attempts.requestChanges(id, request, user);
  }

  /** Merges the result into its base branch. */
  @Post('attempts/:attempt_id/approve')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  approve(
    @IdParam('attempt_id') id: string,
    @Body() request: ApproveDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<AttemptDto> {
    return this.attempts.approve(id, request, user);
  }

  /** Closes an attempt that is not wanted; its branch and artifacts stay until retention. */
  @Post('attempts/:attempt_id/discard')
  @HttpCode(HttpStatus.OK)
  discard(@IdParam('attempt_id') id: string, @CurrentUser() user: SignedInUser): Promise<AttemptDto> {
    return this.attempts.discard(id, user);
  }

  /** Chooses this attempt: the task's other open ones are closed as `lost_comparison`, those under way are cancelled. */
  @Post('attempts/:attempt_id/pick')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  pick(@IdParam('attempt_id') id: string, @CurrentUser() user: SignedInUser): Promise<AttemptDto> {
    return this.attempts.pick(id, user);
  }

  /** Merges the base branch into the attempt's branch when that is clean. */
  @Post('attempts/:attempt_id/update-from-base')
  @Idempotent()
  @HttpCode(HttpStatus.OK)
  updateFromBase(@IdParam('attempt_id') id: string, @CurrentUser() user: SignedInUser): Promise<AttemptDto> {
    return this.review.updateFromBase(id, user);
  }

  /** Events after a number, or before one. */
  @Get('attempts/:attempt_id/events')
  events(
    @IdParam('attempt_id') id: string,
    @Query() query: EventsQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<EventPageDto> {
    return this.attempts.listEvents(id, query, user);
  }

  /** The artifacts of an attempt. */
  @Get('attempts/:attempt_id/artifacts')
  artifacts(
    @IdParam('attempt_id') id: string,
    @Query() page: PageQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<ArtifactListDto> {
    return this.attempts.listArtifacts(id, page, user);
  }

  /** The files of the attempt's change. */
  @Get('attempts/:attempt_id/diff')
  diff(@IdParam('attempt_id') id: string, @CurrentUser() user: SignedInUser): Promise<DiffDto> {
    return this.review.diff(id, user);
  }

  /** The hunks of one file, by page. */
  @Get('attempts/:attempt_id/diff/file')
  diffFile(
    @IdParam('attempt_id') id: string,
    @Query() query: DiffFileQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<DiffFileDto> {
    return this.review.diffFile(id, query, user);
  }

  /** What a merge would meet; touches nothing. */
  @Get('attempts/:attempt_id/merge-preview')
  mergePreview(
    @IdParam('attempt_id') id: string,
    @CurrentUser() user: SignedInUser,
  ): Promise<MergePreviewDto> {
    return this.review.mergePreview(id, user);
  }
}
