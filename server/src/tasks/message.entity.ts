import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageChannel, MessageSender } from './message.dto.js';

@Entity('messages')
export class Message {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') taskId: string;
  @Column('text') senderType: MessageSender;
  @Column('text') channel: MessageChannel;
  @Column('text') content: string;
  @Column('uuid', { nullable: true }) replyTo: string | null;
  @Column('timestamptz') createdAt: Date;
}
