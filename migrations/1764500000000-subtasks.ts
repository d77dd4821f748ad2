import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subtasks, and on a task's own row how many there are of them and of its messages: a board of 10,000 cards counts nothing. */
export class Subtasks1764500000000 implements MigrationInterface {
  name = 'Subtasks1764500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger messages_counted on messages');
    await queryRunner.query('drop table subtasks');
    await queryRunner.query('drop function count_messages');
    await queryRunner.query('drop function count_subtasks');
    await queryRunner.query(
      'alter table tasks drop column message_count, drop column subtasks_total, drop column subtasks_done',
    );
  }
}

const UP = [
  `create table subtasks (
    id uuid primary key,
    task_id uuid not null references tasks on delete cascade,
    position int not null,
    title text not null,
    inputs text not null default '',
    outputs text not null default '',
    test_plan text not null default '',
    status text not null default 'pending',
    thread_id text
  )`,
  `create index subtasks_task on subtasks (task_id, position)`,
  `alter table tasks
    add column message_count int not null default 0,
    add column subtasks_total int not null default 0,
    add column subtasks_done int not null default 0`,
  `update tasks t set message_count = m.count
    from (select task_id, count(*) as count from messages group by task_id) m where m.task_id = t.id`,
  `create function count_messages() returns trigger language plpgsql as $$
    begin
      update tasks set message_count = message_count + 1 where id = new.task_id;
      return null;
    end
  $$`,
  `create trigger messages_counted after insert on messages for each row execute function count_messages()`,
  `create function count_subtasks() returns trigger language plpgsql as $$
    begin
      update tasks set (subtasks_total, subtasks_done) =
          (select count(*), count(*) filter (where status = 'done') from subtasks where task_id = coalesce(new.task_id, old.task_id))
        where id = coalesce(new.task_id, old.task_id);
      return null;
    end
  $$`,
  `create trigger subtasks_counted after insert or delete or update of status on subtasks
    for each row execute function count_subtasks()`,
];
