import { setTimeout as sleep } from 'node:timers/promises';
import { CARDS } from './cards.mjs';

const PROJECT = 'Demo';
const AGENT = 'Demo script (no AI)';
const ACTIVE = ['QUEUED', 'RUNNING', 'GATES_RUNNING'];
const POLL_MS = 300;

/** The demo's calls of the REST API; every function may be called again on what an earlier demo left. */
export class Board {
  constructor({ url, token }) {
    this.url = url;
    this.token = token;
  }

  async ensureProject(localPath) {
    const { items } = await this.request('GET', '/api/projects?limit=200');
    const known = items.find((project) => project.local_path === localPath);
    return (
      known ??
      this.request('POST', '/api/projects', {
        name: PROJECT,
        local_path: localPath,
        commands: { test: 'npm test', lint: 'npm run lint' },
      })
    );
  }

  async ensureAgent() {
    const { items } = await this.request('GET', '/api/agents?limit=200');
    const known = items.find((agent) => agent.name === AGENT);
    const command = 'node tools/demo-agent.mjs';
    return known ?? this.request('POST', '/api/agents', { name: AGENT, adapter: 'command', command });
  }

  /** The three cards, without those that are done. */
  async ensureCards(projectId) {
    const { items } = await this.request('GET', `/api/projects/${projectId}/tasks?limit=all`);
    const cards = [];
    for (const card of CARDS) {
      const known = items.find((task) => task.title === card.title);
      cards.push(known ?? (await this.request('POST', `/api/projects/${projectId}/tasks`, card)));
    }
    return cards.filter(({ status }) => status !== 'done');
  }

  /** Starts an attempt, or follows the one that is under way. */
  async run(task, agentId) {
    const latest = task.latest_attempt;
    if (latest && ACTIVE.includes(latest.status)) return latest.id;
    return (await this.request('POST', `/api/tasks/${task.id}/attempts`, { agent_id: agentId })).id;
  }

  /** Waits until the attempt is settled; `onChange` hears of every status and phase on the way. */
  async follow(attemptId, onChange) {
    let shown = '';
    for (;;) {
      const attempt = await this.request('GET', `/api/attempts/${attemptId}`);
      const where = [attempt.status, attempt.phase].filter(Boolean).join(' · ');
      if (where !== shown) onChange((shown = where));
      if (!ACTIVE.includes(attempt.status)) return attempt;
      await sleep(POLL_MS);
    }
  }

  async request(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok)
      throw new Error([`${method} ${path}: ${answer.detail}`, answer.hint].filter(Boolean).join(' '));
    return answer;
  }
}
