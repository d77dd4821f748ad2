import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SenderType } from '../contracts/sender-type.js';
import type { MessageChannel } from './message.dto.js';

@Entity('messages')
export class Message {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') taskId: string;
  @Column('text') senderType: SenderType;
  @Column('text') channel: MessageChannel;
  @Column('text') content: string;
  @Column('uuid', { nullable: true }) replyTo: string | null;
  @Column('timestamptz') createdAt: Date;
}
