/** What agents print that number their lines. */
export const numberedLines = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`);
