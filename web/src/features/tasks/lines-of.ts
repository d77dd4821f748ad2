// `- `, `* `, `1. ` and `[ ] ` before a line of a list.
const MARKS = /^\s*(?:[-*•]\s+|\d+[.)]\s+)?(?:\[[ xX]\]\s+)?/;

/** The filled lines of a text, without the marks of a list. */
export const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => line.replace(MARKS, '').trim() || []);
