import { PatternSearch } from './pattern-search.js';
import { secretPatterns } from './secret-patterns.js';

const MARK = Buffer.from('[redacted]');
const NOTHING = Buffer.alloc(0);

/** Makes redactors for one set of secrets. */
export class Redaction {
  private readonly search: PatternSearch | undefined;

  constructor(secrets: readonly string[]) {
    const patterns = secretPatterns(secrets);
    if (patterns.length > 0) this.search = new PatternSearch(patterns);
  }

  stream(): StreamRedactor {
    return new StreamRedactor(this.search);
  }

  text(text: string): string {
    if (this.search === undefined) return text;
    const redactor = this.stream();
    return Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]).toString();
  }
}

/**
 * Replaces secrets in a byte stream, wherever its chunks end. It holds back no more than the end that may be
 * the beginning of a secret, so whatever cannot be one is passed on at once and memory stays bounded.
 */
export class StreamRedactor {
  private tail: Buffer = NOTHING;
  /** So many bytes of `tail` belong to a secret whose mark has already been passed on. */
  private covered = 0;
  private marks = 0;

  constructor(private readonly search: PatternSearch | undefined) {}

  /** How many secrets there were so far. */
  get found(): number {
    return this.marks;
  }

  push(chunk: Buffer): Buffer {
    if (this.search === undefined) return chunk;
    const bytes = this.tail.length === 0 ? chunk : Buffer.concat([this.tail, chunk]);
    return this.release(this.search, bytes, this.search.startOfOpenMatch(bytes));
  }

  end(): Buffer {
    return this.search === undefined ? NOTHING : this.release(this.search, this.tail, this.tail.length);
  }

  /** Passes on everything before `hold`; a secret found before it may reach beyond it. */
  private release(search: PatternSearch, bytes: Buffer, hold: number): Buffer {
    const parts: Buffer[] = [];
    let done = this.covered;
    search.forEachMatch(bytes, (start, end) => {
      if (start >= hold) return; // found again with the next chunk
      if (start >= done) {
        parts.push(bytes.subarray(done, start), MARK);
        this.marks++;
      }
      done = Math.max(done, end);
    });
    const isUntouched = done === 0 && hold === bytes.length;
    if (done < hold) parts.push(bytes.subarray(done, hold));
    this.covered = Math.max(0, done - hold);
    this.tail = Buffer.from(bytes.subarray(hold));
    return isUntouched ? bytes : Buffer.concat(parts);
  }
}
