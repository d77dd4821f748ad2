import type { StopReason } from '@agentclientprotocol/sdk';
import type { RequestAnswer } from '../../../contracts/agent-request.js';

/** The agent left its work, and not because it was done or had used up what it may. */
const MAY_GO_ON: readonly StopReason[] = ['end_turn', 'cancelled'];

/**
 * What people said to what an agent wanted. The protocol has room for a yes or a no, not for the words that came with it,
 * and most agents leave their work at a no: both are told as the next prompt.
 */
export class Replies {
  private readonly noes: string[] = [];
  private readonly words: string[] = [];

  /** `wish`: what the answer is to, as the agent called it. */
  note(wish: string, answer: RequestAnswer): void {
    if (!('decision' in answer)) return;
    const { decision, message } = answer;
    const told = `${wish}: ${decision === 'allow' ? 'yes' : 'no'}.`;
    if (message) this.words.push(`${told} ${message}`);
    else if (decision === 'deny') this.noes.push(told);
  }

  /**
   * What to prompt after a prompt that ended so; undefined: there is nothing to say. `hasSpoken`: the agent had the last
   * word, and so knows of a no, unless it broke off. Each reply is told once.
   */
  next(end: StopReason, hasSpoken: boolean): string | undefined {
    const noes = this.noes.splice(0);
    const words = this.words.splice(0);
    const untold = hasSpoken && end === 'end_turn' ? words : [...noes, ...words];
    if (untold.length === 0 || !MAY_GO_ON.includes(end)) return undefined;
    return `You asked for something, and were answered.\n\n${untold.join('\n')}\n\nGo on with your task, as far as that lets you.`;
  }
}
