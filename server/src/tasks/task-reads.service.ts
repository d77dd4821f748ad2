import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { ProjectsService } from '../projects/projects.service.js';
import type { UnreadCount, UnreadList } from './task-read.dto.js';
import { notOfThread } from './tasks.errors.js';
import { TasksService } from './tasks.service.js';

/** How far each user has read the thread of each task. */
@Injectable()
export class TaskReadsService {
  constructor(
    private readonly pool: Pool,
    private readonly projects: ProjectsService,
    private readonly tasks: TasksService,
  ) {}

  async list(userId: string, projectId: string): Promise<UnreadList> {
    const project = await this.projects.findOwned(projectId, userId);
    // What a user wrote, here or by another channel, is known to him: a project has one.
    const { rows } = await this.pool.query<UnreadCount>(
      `select m.task_id, count(*)::int as count
         from tasks t
         join messages m on m.task_id = t.id and m.sender_type <> 'user'
         left join task_reads r on r.task_id = t.id and r.user_id = $2
        where t.project_id = $1 and t.archived_at is null
          and (r.last_message_id is null or m.id > r.last_message_id)
        group by m.task_id order by m.task_id`,
      [project.id, userId],
    );
    return { items: rows };
  }

  /** Never backwards: of two pages, one may be late. */
  async mark(userId: string, taskId: string, messageId: string): Promise<void> {
    const task = await this.tasks.owned(taskId, userId);
    const { rowCount } = await this.pool.query(
      `insert into task_reads (user_id, task_id, last_message_id)
         select $1::uuid, task_id, id from messages where id = $3 and task_id = $2
       on conflict (user_id, task_id) do update
         set last_message_id = greatest(task_reads.last_message_id, excluded.last_message_id)`,
      [userId, task.id, messageId],
    );
    if (rowCount === 0) throw notOfThread();
  }
}
