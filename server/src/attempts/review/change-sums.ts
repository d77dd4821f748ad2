import { Injectable } from '@nestjs/common';
import { type ChangeSum, sumChanges } from '../../git/sum-changes.js';
import { MAX_FILES } from '../overlaps/attempt-files.js';

type ChangedFiles = ChangeSum['files'];

/** Of as many results as a few comparisons have. */
const MAX_KNOWN = 64;

/** The files of results with their counts. Two commits never differ in another way: what was counted lately is kept. */
@Injectable()
export class ChangeSums {
  /** By base and head; the least lately used first. */
  private readonly known = new Map<string, Promise<ChangedFiles>>();

  /** Throws GitError, as when a result is no longer kept. */
  filesOf(mirror: string, base: string, head: string): Promise<ChangedFiles> {
    const key = `${base} ${head}`;
    const files = this.known.get(key) ?? this.count(key, mirror, base, head);
    this.known.delete(key);
    this.known.set(key, files);
    const [oldest] = this.known.keys();
    if (this.known.size > MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return files;
  }

  private async count(key: string, mirror: string, base: string, head: string): Promise<ChangedFiles> {
    try {
      return (await sumChanges(mirror, base, head, MAX_FILES)).files;
    } catch (error) {
      this.known.delete(key);
      throw error;
    }
  }
}
