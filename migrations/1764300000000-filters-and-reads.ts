import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user keeps for himself of a board: named filters, and how far he has read each thread. */
export class FiltersAndReads1764300000000 implements MigrationInterface {
  name = 'FiltersAndReads1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table saved_filters (
      id uuid primary key,
      user_id uuid not null references users on delete cascade,
      project_id uuid not null references projects on delete cascade,
      name text not null,
      query jsonb not null,
      position int not null
    )`);
    await queryRunner.query(
      'create unique index saved_filters_name on saved_filters (user_id, project_id, lower(name))',
    );
    await queryRunner.query('create index saved_filters_project on saved_filters (project_id)');
    await queryRunner.query(`create table task_reads (
      user_id uuid not null references users on delete cascade,
      task_id uuid not null references tasks on delete cascade,
      last_message_id uuid not null,
      primary key (user_id, task_id)
    )`);
    await queryRunner.query('create index task_reads_task on task_reads (task_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table task_reads');
    await queryRunner.query('drop table saved_filters');
  }
}
