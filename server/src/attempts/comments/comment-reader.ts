import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { idOfCursor } from '../../platform/http/id-cursor.js';
import { type PageQuery, toPage } from '../../platform/http/page.dto.js';
import { CommentEntity } from './comment.entity.js';
import { CommentPlaceEntity } from './comment-place.entity.js';
import { type CommentDto, type CommentListDto, toCommentDto } from './comments.dto.js';

/** Comments as REST shows them. */
@Injectable()
export class CommentReader {
  constructor(private readonly dataSource: DataSource) {}

  /** As the attempt sees them; the oldest first. */
  async list(attemptId: string, { limit, cursor }: PageQuery): Promise<CommentListDto> {
    const { manager } = this.dataSource;
    const places = await manager.find(CommentPlaceEntity, {
      where: { attemptId, ...(cursor !== undefined && { commentId: MoreThan(idOfCursor(cursor)) }) },
      order: { commentId: 'ASC' },
      take: limit + 1,
    });
    const { items, next_cursor } = toPage(
      places,
      limit,
      ({ commentId }) => commentId,
      (place) => place,
    );
    return { items: await this.describe(manager, items), next_cursor };
  }

  /** As the newest attempt that has them sees them, one that was discarded last; those that are gone are left out. */
  async load(
    commentIds: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<CommentDto[]> {
    return this.describe(manager, await newestPlaces(manager, commentIds));
  }

  /** The newest attempt that has the comment, as `load` finds it; null when it is gone. */
  async newestAttempt(manager: EntityManager, commentId: string): Promise<string | null> {
    const [place] = await newestPlaces(manager, [commentId]);
    return place?.attemptId ?? null;
  }

  /** What the attempt was given to work on, as it sees it, in the order of the files. */
  async listGiven(attemptId: string): Promise<CommentDto[]> {
    const { manager } = this.dataSource;
    const given = await manager.find(CommentEntity, {
      where: { sentWith: attemptId },
      order: { path: 'ASC', line: 'ASC', id: 'ASC' },
    });
    const places = await manager.findBy(CommentPlaceEntity, { attemptId });
    return given.flatMap((comment) => {
      const place = places.find(({ commentId }) => commentId === comment.id);
      return place ? [toCommentDto(comment, place)] : [];
    });
  }

  private async describe(
    manager: EntityManager,
    places: readonly CommentPlaceEntity[],
  ): Promise<CommentDto[]> {
    const ids = places.map(({ commentId }) => commentId);
    const comments = new Map(
      (await manager.findBy(CommentEntity, { id: In(ids) })).map((comment) => [comment.id, comment]),
    );
    return places.flatMap((place) => {
      const comment = comments.get(place.commentId);
      return comment ? [toCommentDto(comment, place)] : [];
    });
  }
}

/** The place of each comment that counts now. */
function newestPlaces(manager: EntityManager, commentIds: readonly string[]): Promise<CommentPlaceEntity[]> {
  return manager.query<CommentPlaceEntity[]>(
    `select distinct on (comment_id) attempt_id as "attemptId", comment_id as "commentId", state, path,
       start_line as "startLine", line
     from comment_places place join attempts on attempts.id = place.attempt_id
     where comment_id = any($1)
     order by comment_id, (closed ->> 'reason') is not distinct from 'discarded', number desc`,
    [commentIds],
  );
}
