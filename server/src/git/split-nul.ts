/** Records of git's `-z` output, as bytes: names need not be UTF-8. */
export function splitNul(output: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    records.push(output.subarray(start, end));
    start = end + 1;
  }
  return records;
}

/** The reverse of `splitNul`, for git's standard input. */
export function joinNul(records: readonly (Buffer | string)[]): Buffer {
  return Buffer.concat(records.flatMap((record) => [Buffer.from(record), Buffer.of(0)]));
}
