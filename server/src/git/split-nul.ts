/** Records of git's `-z` output, as bytes: names need not be UTF-8. */
export function splitNul(output: Buffer): Buffer[] {
  const records: Buffer[] = [];
  const reader = new NulReader(output);
  while (!reader.isAtEnd) records.push(reader.next());
  return records;
}

/** Reads the same one by one: hundreds of thousands at once would take more memory than all that is made of them. */
export class NulReader {
  private at = 0;

  constructor(private readonly output: Buffer) {}

  /** What follows the last NUL is no record. */
  get isAtEnd(): boolean {
    return this.output.indexOf(0, this.at) === -1;
  }

  /** Whether the next record begins with this byte. */
  beginsWith(byte: number): boolean {
    return this.output[this.at] === byte;
  }

  /** The next record; empty after the last. */
  next(): Buffer {
    const end = this.output.indexOf(0, this.at);
    const record = this.output.subarray(this.at, end === -1 ? this.at : end);
    this.at = end === -1 ? this.output.length : end + 1;
    return record;
  }
}

/** The reverse of `splitNul`, for git's standard input. */
export function joinNul(records: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [Buffer.from(record), Buffer.of(0)]));
}
