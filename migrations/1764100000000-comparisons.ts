import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which attempts stand against each other, and which files each one touches. */
export class Comparisons1764100000000 implements MigrationInterface {
  name = 'Comparisons1764100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table attempts add column comparison_id uuid');
    await queryRunner.query(`create table attempt_files (
      attempt_id uuid primary key references attempts on delete cascade,
      paths text[] not null
    )`);
    // The attempts whose files others may meet.
    await queryRunner.query(`create index attempts_live on attempts (project_id)
      where closed is null and status in ('RUNNING', 'GATES_RUNNING', 'REVIEW_READY', 'PR_CREATED')`);
    await queryRunner.query(
      `update tasks set latest_attempt = latest_attempt || '{"overlaps": []}' where latest_attempt is not null`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`update tasks set latest_attempt = latest_attempt - 'overlaps'`);
    await queryRunner.query('drop index attempts_live');
    await queryRunner.query('drop table attempt_files');
    await queryRunner.query('alter table attempts drop column comparison_id');
  }
}
