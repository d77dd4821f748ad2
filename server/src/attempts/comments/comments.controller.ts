import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { CurrentUser, type SignedInUser } from '../../platform/http/current-user.js';
import { IdParam } from '../../platform/http/id-param.js';
import { Idempotent } from '../../platform/http/idempotency.interceptor.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { CommentDto, CommentListDto, CreateCommentDto, UpdateCommentDto } from './comments.dto.js';
import { CommentsService } from './comments.service.js';

@Controller('api')
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  /** The comments on the attempt's diff, those of the attempts that it goes on from among them; oldest first. */
  @Get('attempts/:attempt_id/comments')
  list(
    @IdParam('attempt_id') attemptId: string,
    @Query() page: PageQuery,
    @CurrentUser() user: SignedInUser,
  ): Promise<CommentListDto> {
    return this.comments.list(attemptId, page, user);
  }

  /** Comments on lines of the attempt's diff. */
  @Post('attempts/:attempt_id/comments')
  @Idempotent()
  create(
    @IdParam('attempt_id') attemptId: string,
    @Body() request: CreateCommentDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<CommentDto> {
    return this.comments.create(attemptId, request, user);
  }

  /** Edits a comment, resolves it, or opens it again. */
  @Patch('comments/:comment_id')
  update(
    @IdParam('comment_id') commentId: string,
    @Body() patch: UpdateCommentDto,
    @CurrentUser() user: SignedInUser,
  ): Promise<CommentDto> {
    return this.comments.update(commentId, patch, user);
  }

  /** Deletes a comment that no agent was given yet. */
  @Delete('comments/:comment_id')
  @HttpCode(204)
  remove(@IdParam('comment_id') commentId: string, @CurrentUser() user: SignedInUser): Promise<void> {
    return this.comments.remove(commentId, user);
  }
}
