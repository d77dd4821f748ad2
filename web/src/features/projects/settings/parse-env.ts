interface ParsedEnv {
  values: Record<string, string>;
  /** Numbers, from 1, of the lines that are no `NAME=value`. */
  faults: number[];
}

/** NAME=value lines; empty ones and comments say nothing. */
export function parseEnv(text: string): ParsedEnv {
  const values: [string, string][] = [];
  const faults: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) faults.push(index + 1);
    else values.push([name, value ?? '']);
  }
  return { values: Object.fromEntries(values), faults };
}
