import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the figures of a period, and for a project's runs with the newest first. */
export class Insights1764200000000 implements MigrationInterface {
  name = 'Insights1764200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'create index attempts_begun on attempts (project_id, coalesce(started_at, queued_at))',
    );
    await queryRunner.query('create index attempts_newest on attempts (project_id, id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index attempts_newest, attempts_begun');
  }
}
