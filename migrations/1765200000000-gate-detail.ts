import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a gate had no end of its own. */
export class GateDetail1765200000000 implements MigrationInterface {
  name = 'GateDetail1765200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table gate_results add column detail text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table gate_results drop column detail');
  }
}
