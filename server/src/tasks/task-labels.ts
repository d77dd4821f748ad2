/** `" Good First  Issue"` is `good-first-issue`; empty ones and repetitions are dropped, the order stays. */
export function normaliseLabels(labels: readonly string[]): string[] {
  const normal = labels.map((label) =>
    label
      .toLowerCase()
      .replace(/[\s_-]+/gu, '-')
      .replace(/^-|-$/gu, ''),
  );
  return [...new Set(normal)].filter((label) => label !== '');
}
