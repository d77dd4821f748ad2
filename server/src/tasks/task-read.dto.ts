import { IsUUID } from 'class-validator';

export class MarkRead {
  /** The newest message that was seen; all before it count as read too. */
  @IsUUID()
  message_id: string;
}

export class UnreadCount {
  task_id: string;
  /** Messages of others that came after the last one read. */
  count: number;
}

export class UnreadList {
  /** Only tasks that have any. */
  items: UnreadCount[];
}
