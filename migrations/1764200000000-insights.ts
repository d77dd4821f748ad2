import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the figures of a period, for a project's runs with the newest first, and for deleting many attempts. */
export class Insights1764200000000 implements MigrationInterface {
  name = 'Insights1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create index attempts_begun on attempts (project_id, coalesce(started_at, queued_at))',
    );
    await queryRunner.query('create index attempts_newest on attempts (project_id, id)');
    // Deleting an attempt asks which others go on from it.
    await queryRunner.query(
      'create index attempts_of_parent on attempts (parent_attempt_id) where parent_attempt_id is not null',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index attempts_of_parent, attempts_newest, attempts_begun');
  }
}
