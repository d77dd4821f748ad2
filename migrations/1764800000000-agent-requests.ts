import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents ask of people, and how long a provider makes them wait. */
export class AgentRequests1764800000000 implements MigrationInterface {
  name = 'AgentRequests1764800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table agent_requests (
        id uuid primary key,
        attempt_id uuid not null references attempts on delete cascade,
        run_id uuid not null references runs on delete cascade,
        request jsonb not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        answer jsonb,
        answered_by text,
        answered_at timestamptz,
        delivered_at timestamptz
      )`);
    await queryRunner.query('create index agent_requests_attempt on agent_requests (attempt_id)');
    await queryRunner.query('create index agent_requests_run on agent_requests (run_id)');
    await queryRunner.query('alter table attempts add column waiting jsonb');
    // The profile as it was at the start has more to it now.
    await queryRunner.query(`update attempts
      set agent = '{"preset": null, "model": null, "permission_mode": "full", "mcp_servers": {}, "credentials": []}'::jsonb || agent`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table attempts drop column waiting');
    await queryRunner.query('drop table agent_requests');
  }
}
