import { Suspense } from 'react';
import { onDemand } from '@/lib/on-demand';

const MarkdownText = onDemand(() => import('./markdown-text'));

/** The plain text stands until the parser has arrived, so nothing waits for it. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense
      fallback={<p className="text-[13.5px] leading-[1.55] break-words whitespace-pre-wrap">{text}</p>}
    >
      <MarkdownText text={text} />
    </Suspense>
  );
}
