import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies outside the database must be found again after its row is gone, whichever cascade took the row. */
export class DeletedData1763700000000 implements MigrationInterface {
  name = 'DeletedData1763700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table deleted_data (
      kind text not null,
      key text not null,
      deleted_at timestamptz not null default now(),
      primary key (kind, key)
    )`);
    await queryRunner.query(`create function note_deleted_data() returns trigger language plpgsql as $$
      begin
        insert into deleted_data (kind, key) values (tg_argv[0], to_jsonb(old) ->> tg_argv[1]) on conflict do nothing;
        return old;
      end
    $$`);
    for (const [table, kind, key] of [
      ['projects', 'project', 'id'],
      ['attempts', 'attempt', 'id'],
      ['artifacts', 'artifact', 'storage_key'],
    ]) {
      await queryRunner.query(`create trigger ${table}_deleted after delete on ${table}
        for each row execute function note_deleted_data('${kind}', '${key}')`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['projects', 'attempts', 'artifacts']) {
      await queryRunner.query(`drop trigger ${table}_deleted on ${table}`);
    }
    await queryRunner.query('drop function note_deleted_data');
    await queryRunner.query('drop table deleted_data');
  }
}
