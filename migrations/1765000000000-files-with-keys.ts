import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The files of an attempt's commits that hold a key which its runs were given. */
export class FilesWithKeys1765000000000 implements MigrationInterface {
  name = 'FilesWithKeys1765000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table attempts add column files_with_keys text[] not null default '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table attempts drop column files_with_keys');
  }
}
