import { once } from 'node:events';
import type { PassThrough, Readable } from 'node:stream';
import type { Redaction } from '../platform/process/redaction/redactor.js';
import { errorCode } from '../platform/process/system-error.js';
import type { RawLog } from './raw-log.js';

/**
 * Hands an agent's output on to its adapter, and keeps it, redacted, in the raw log. An adapter that does not read holds
 * up the agent.
 */
export async function transcribe(
  stdout: Readable,
  adapter: PassThrough,
  left: AbortSignal,
  rawLog: RawLog,
  redaction: Redaction,
): Promise<void> {
  const redactor = redaction.stream();
  try {
    // Without an encoding a stream yields buffers.
    for await (const chunk of stdout.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      await rawLog.write(redactor.push(chunk));
      if (!left.aborted && !adapter.write(chunk)) await untilRead(adapter, left);
    }
    await rawLog.write(redactor.end());
  } catch (error) {
    stdout.resume(); // discard the rest: the agent must be able to end
    if (errorCode(error) !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    adapter.end();
  }
}

const untilRead = (adapter: PassThrough, left: AbortSignal): Promise<unknown> =>
  once(adapter, 'drain', { signal: left }).catch((error: unknown) => {
    if (!left.aborted) throw error;
  });
