import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Comments on the lines of a diff, and where each lies in every attempt that has it. */
export class Comments1764000000000 implements MigrationInterface {
  name = 'Comments1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table comments (
      id uuid primary key,
      project_id uuid not null references projects on delete cascade,
      task_id uuid not null references tasks on delete cascade,
      attempt_id uuid not null references attempts on delete cascade,
      path text not null,
      side text not null,
      start_line int,
      line int not null,
      code text not null,
      body text not null,
      severity text not null,
      author_type text not null,
      resolved boolean not null default false,
      sent_with uuid references attempts on delete set null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      version int not null default 1
    )`);
    await queryRunner.query('create index comments_sent_with on comments (sent_with)');
    await queryRunner.query(`create table comment_places (
      attempt_id uuid not null references attempts on delete cascade,
      comment_id uuid not null references comments on delete cascade,
      state text not null,
      path text,
      start_line int,
      line int,
      primary key (attempt_id, comment_id)
    )`);
    await queryRunner.query('create index comment_places_comment on comment_places (comment_id)');
    await queryRunner.query(
      `update tasks set latest_attempt = latest_attempt || '{"open_comments": 0}' where latest_attempt is not null`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `update tasks set latest_attempt = latest_attempt - 'open_comments' where latest_attempt is not null`,
    );
    await queryRunner.query('drop table comment_places, comments');
  }
}
