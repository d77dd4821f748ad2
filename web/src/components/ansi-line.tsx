import { AnsiUp } from 'ansi_up';
import { memo, type ReactNode } from 'react';

/** A new one each time: it keeps the colour, and half an escape, of what it was given before. */
function toHtml(text: string): string {
  const converter = new AnsiUp();
  converter.use_classes = true;
  // No scheme is allowed, so an OSC 8 link is only its text.
  converter.url_allowlist = {};
  return converter.ansi_to_html(text);
}

/** Of a document that is never shown: nothing in it runs or loads. One for all lines, as a new one for each costs more than its line. */
const inert = document.implementation.createHTMLDocument().body;

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

/** A progress bar redraws its line: what came after the last carriage return is what a terminal shows. */
const lastDrawn = (line: string): string => line.replace(/\r+$/, '').split('\r').at(-1) ?? '';

/** Output, mostly one line. Its colours become spans of ours; whatever else it holds stays text. */
export const AnsiLine = memo(function AnsiLine({ text }: { text: string }) {
  const clean = text.split('\n').map(lastDrawn).join('\n').replace(UNSEEN, '');
  if (!clean.includes('\u001b')) return clean;
  inert.innerHTML = toHtml(clean);
  return [...inert.childNodes].map(styled);
});
