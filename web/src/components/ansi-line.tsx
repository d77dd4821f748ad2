import { AnsiUp } from 'ansi_up';
import { memo, type ReactNode } from 'react';

const converter = new AnsiUp();
converter.use_classes = true;
// No scheme is allowed, so an OSC 8 link is only its text.
converter.url_allowlist = {};

const parser = new DOMParser();

// Control characters that draw nothing, and bidi overrides that would reorder what is read.
const UNSEEN = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

function styled(node: Node, key: number): ReactNode {
  if (!(node instanceof HTMLElement)) return node.textContent;
  return (
    <span
      key={key}
      className={node.className}
      style={{
        ...(node.style.color && { color: node.style.color }),
        ...(node.style.backgroundColor && { backgroundColor: node.style.backgroundColor }),
        ...(node.style.fontWeight && { fontWeight: node.style.fontWeight }),
        ...(node.style.fontStyle && { fontStyle: node.style.fontStyle }),
        ...(node.style.textDecoration && { textDecoration: node.style.textDecoration }),
      }}
    >
      {node.textContent}
    </span>
  );
}

/** One line of output. Its colours become spans of ours; whatever else it holds stays text. */
export const AnsiLine = memo(function AnsiLine({ text }: { text: string }) {
  // A progress bar redraws its line: what came after the last carriage return is what a terminal shows.
  const shown = text.replace(/\r+$/, '').split('\r').at(-1) ?? '';
  const clean = shown.replace(UNSEEN, '');
  if (!clean.includes('\u001b')) return clean;
  const body = parser.parseFromString(converter.ansi_to_html(clean), 'text/html').body;
  return [...body.childNodes].map(styled);
});
