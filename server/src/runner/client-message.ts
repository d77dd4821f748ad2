import * as z from 'zod/mini';
import type { ClientMessage } from '../platform/process/run-protocol/messages.js';

const credentials = { protocol: z.int(), runId: z.string(), token: z.string(), fence: z.int() };

const requestAnswer = z.union([
  z.object({ decision: z.enum(['allow', 'deny']), message: z.optional(z.string()) }),
  z.object({ answers: z.record(z.string(), z.string()) }),
]);

const schema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('attach'), from: z.int(), ...credentials }),
  z.object({ type: z.literal('ping'), ...credentials }),
  z.object({ type: z.literal('cancel'), ...credentials }),
  z.object({ type: z.literal('over_budget'), detail: z.string(), ...credentials }),
  z.object({ type: z.literal('answer'), requestId: z.string(), answer: requestAnswer, ...credentials }),
  z.object({ type: z.literal('acknowledge'), ...credentials }),
]);

/** Undefined when the line is no message of the protocol. */
export function parseClientMessage(line: string): ClientMessage | undefined {
  try {
    return schema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
