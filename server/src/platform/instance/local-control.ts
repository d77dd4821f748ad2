import { Injectable } from '@nestjs/common';
import { newControlToken } from './server-record.js';

type StopAgents = () => Promise<number>;

/** What `npm start -- link` and `-- stop` ask of a running server. */
@Injectable()
export class LocalControl {
  /** Whoever can read `DATA_DIR/server.json` may use it. */
  readonly token = newControlToken();
  private readonly agentStoppers: StopAgents[] = [];
  private requestStop: () => void = () => undefined;

  /** `stop` ends all running agents, waits until they are gone, and says how many there were. */
  addAgentStopper(stop: StopAgents): void {
    this.agentStoppers.push(stop);
  }

  async stopAgents(): Promise<number> {
    const counts = await Promise.all(this.agentStoppers.map((stop) => stop()));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  onStopRequested(handler: () => void): void {
    this.requestStop = handler;
  }

  stopServer(): void {
    this.requestStop();
  }
}
