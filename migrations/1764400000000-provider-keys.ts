import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of model providers, sealed: a user's own, and those of one project. */
export class ProviderKeys1764400000000 implements MigrationInterface {
  name = 'ProviderKeys1764400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table provider_keys (
      id uuid primary key,
      owner_id uuid not null references users on delete cascade,
      project_id uuid references projects on delete cascade,
      provider text not null,
      sealed text not null,
      last4 text not null,
      created_at timestamptz not null default now(),
      unique nulls not distinct (owner_id, project_id, provider)
    )`);
    await queryRunner.query(
      'create index provider_keys_project on provider_keys (project_id) where project_id is not null',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table provider_keys');
  }
}
