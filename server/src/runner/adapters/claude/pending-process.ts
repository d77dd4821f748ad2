import type { SpawnedProcess } from '@anthropic-ai/claude-agent-sdk';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AgentProcess } from '../adapter.js';

/** Stands in for the agent's process until the runner has started it inside the step's sandbox. */
export class PendingProcess extends EventEmitter implements SpawnedProcess {
  readonly stdin = new PassThrough();
  readonly stdout = new PassThrough();
  readonly killed = false;
  exitCode: number | null = null;
  signalCode: NodeJS.Signals | null = null;

  connect(process: AgentProcess): void {
    this.stdin.pipe(process.stdin);
    process.stdout.pipe(this.stdout);
    void process.exited.then(({ code, signal }) => {
      this.exitCode = code;
      this.signalCode = signal as NodeJS.Signals | null; // from Node itself
      this.emit('exit', this.exitCode, this.signalCode);
    });
  }

  /** Nobody reads any more what the agent says: it must be able to end. */
  hangUp(): void {
    this.stdin.end();
    this.stdout.resume();
  }

  /** Ending the agent is the runner's business. */
  kill(): boolean {
    return false;
  }
}
