import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last hour of a profile is read whenever an attempt of it is started. */
export class AttemptsOfAgent1765100000000 implements MigrationInterface {
  name = 'AttemptsOfAgent1765100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index attempts_of_agent on attempts (agent_id, queued_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index attempts_of_agent');
  }
}
