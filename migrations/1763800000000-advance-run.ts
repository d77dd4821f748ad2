import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What stands before every batch of a run's events: the run's offset moves and the attempt's numbers are reserved, or
 * the statement fails. `AF001`: the offset is another one by now. `AF002`: the attempt has another fence.
 */
export class AdvanceRun1763800000000 implements MigrationInterface {
  name = 'AdvanceRun1763800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create function advance_run(
        a_run uuid, a_from bigint, a_to bigint, a_state text, a_outcome jsonb, a_usage jsonb, is_over boolean,
        event_count int, a_fence bigint
      ) returns int language plpgsql as $$
      declare
        its_attempt uuid;
        last int;
      begin
        update runs set spool_offset = a_to, state = a_state, outcome = a_outcome, usage = a_usage,
            finished_at = case when is_over then now() else finished_at end
          where id = a_run and spool_offset = a_from returning attempt_id into its_attempt;
        if its_attempt is null then
          raise exception 'The records of run % are stored elsewhere', a_run using errcode = 'AF001';
        end if;
        update attempts set last_seq = last_seq + event_count
          where id = its_attempt and fence = a_fence returning last_seq into last;
        if last is null then
          raise exception 'The lease of attempt % belongs to somebody else', its_attempt using errcode = 'AF002';
        end if;
        return last;
      end
    $$`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function advance_run');
  }
}
