import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The files in which an attempt conflicts with its base, for its agent to resolve. */
export class Conflicts1764700000000 implements MigrationInterface {
  name = 'Conflicts1764700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table attempts add column conflicts text[] not null default '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table attempts drop column conflicts');
  }
}
