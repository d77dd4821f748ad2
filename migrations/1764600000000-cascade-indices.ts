import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For deleting projects, tasks and attempts: each asks which rows refer to it. */
export class CascadeIndices1764600000000 implements MigrationInterface {
  name = 'CascadeIndices1764600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index comments_project on comments (project_id)');
    await queryRunner.query('create index comments_task on comments (task_id)');
    await queryRunner.query('create index comments_attempt on comments (attempt_id)');
    // Databases that Insights was run on while it made this one have it.
    await queryRunner.query(
      `create index if not exists attempts_of_parent on attempts (parent_attempt_id)
         where parent_attempt_id is not null`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop index attempts_of_parent, comments_attempt, comments_task, comments_project',
    );
  }
}
