import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redaction } from '../../../platform/process/redaction/redactor.js';
import type { StoredConversation } from './conversation.js';

/** Sessions as files, in a folder that no agent sees. */
export class SessionStore {
  private readonly folder: string;

  constructor(
    stateDirectory: string,
    private readonly redaction: Redaction,
  ) {
    this.folder = join(stateDirectory, 'anthropic');
  }

  /** Atomic: a runner may die at any time. */
  save(id: string, conversation: StoredConversation): void {
    const hide = (_key: string, value: unknown): unknown =>
      typeof value === 'string' ? this.redaction.text(value) : value;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `${id}.${randomUUID()}.tmp`);
    writeFileSync(draft, JSON.stringify(conversation, hide), { mode: 0o600, flag: 'wx' });
    renameSync(draft, this.pathOf(id));
  }

  /** Undefined when there is none. */
  load(id: string): StoredConversation | undefined {
    if (!/^[\w-]+$/.test(id)) return undefined;
    try {
      const stored: unknown = JSON.parse(readFileSync(this.pathOf(id), 'utf8'));
      return isStored(stored) ? stored : undefined;
    } catch {
      return undefined;
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}

/** Nobody else writes there, but an older Antfarm. */
const isStored = (value: unknown): value is StoredConversation =>
  typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
