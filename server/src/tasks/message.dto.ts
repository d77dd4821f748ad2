import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { SENDER_TYPES, type SenderType } from '../contracts/sender-type.js';
import type { Message } from './message.entity.js';

export const MESSAGE_CHANNELS = ['web', 'api', 'telegram'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

export class CreateMessage {
  @IsString()
  @Length(1, 20_000)
  content: string;

  /** Another message of the same task. */
  @IsOptional()
  @IsUUID()
  reply_to?: string | null;
}

export class MessageResponse {
  id: string;
  task_id: string;
  @ApiProperty({ enum: SENDER_TYPES })
  sender_type: SenderType;
  @ApiProperty({ enum: MESSAGE_CHANNELS })
  channel: MessageChannel;
  content: string;
  reply_to: string | null;
  created_at: string;
}

export class MessagePage {
  items: MessageResponse[];
  next_cursor: string | null;
}

export const toMessageResponse = (message: Message): MessageResponse => ({
  id: message.id,
  task_id: message.taskId,
  sender_type: message.senderType,
  channel: message.channel,
  content: message.content,
  reply_to: message.replyTo,
  created_at: message.createdAt.toISOString(),
});
