const NAME = 'log-find';

/** Where each text on the page has its matches; the browser knows one set for all of them. */
const marked = new Map<Element, Range[]>();

/** Where `words` (in lower case) stand in the text of an element, however many elements that text is made of. */
function rangesIn(element: Element, words: string): Range[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; start: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: text.length });
    text += node.textContent ?? '';
  }
  const place = (offset: number) => {
    const found = nodes.findLast(({ start }) => start <= offset);
    const length = found?.node.textContent?.length ?? 0;
    return found && { node: found.node, offset: Math.min(offset - found.start, length - 1) };
  };
  const lower = text.toLowerCase();
  const ranges: Range[] = [];
  for (let at = lower.indexOf(words); at >= 0; at = lower.indexOf(words, at + words.length)) {
    const [start, end] = [place(at), place(at + words.length - 1)];
    if (!start || !end) continue;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset + 1);
    ranges.push(range);
  }
  return ranges;
}

/** Marks the words without touching the DOM, so that coloured output stays as it is. */
export function highlightMatches(root: Element, words: string): void {
  // Browsers of before 2023 have no highlights; the row of a match is marked in all.
  const highlights = 'highlights' in CSS ? CSS.highlights : null;
  if (!highlights || (words === '' && !marked.delete(root))) return;
  if (words !== '') marked.set(root, rangesIn(root, words.toLowerCase()));
  highlights.set(NAME, new Highlight(...[...marked.values()].flat()));
}
