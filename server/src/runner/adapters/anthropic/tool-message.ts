import * as z from 'zod/mini';

/** One line to the tool host: run this tool. `instructions` reads what the repository tells agents. */
export interface ToolRequest {
  readonly id: number;
  readonly tool: string;
  readonly input: unknown;
}

/** One line from the tool host. */
export const toolReply = z.object({
  id: z.number(),
  text: z.string(),
  isError: z.boolean(),
});

export type ToolReply = z.infer<typeof toolReply>;
export type ToolOutput = Omit<ToolReply, 'id'>;

/** Of one message either way; what a tool says is bounded far below. */
export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

export const INSTRUCTIONS = 'instructions';
export const READ_ONLY_FLAG = '--read-only';
