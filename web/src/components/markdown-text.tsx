import { memo } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

const PROSE =
  'text-[13.5px] leading-[1.55] break-words [&_a]:text-accent-text [&_a]:underline [&_code]:code [&_code]:rounded [&_code]:bg-sunken [&_code]:px-1 [&_h1]:title [&_h1]:mt-4 [&_h1]:text-lg [&_h2]:title [&_h2]:mt-4 [&_h2]:text-base [&_h3]:mt-3 [&_h3]:font-semibold [&_li]:my-0.5 [&_ol]:my-2 [&_ol]:list-decimal [&_ol]:pl-5 [&_p]:my-2 [&_p:first-child]:mt-0 [&_p:last-child]:mb-0 [&_pre]:my-2 [&_pre]:overflow-x-auto [&_pre]:rounded-lg [&_pre]:bg-sunken [&_pre]:p-3 [&_table]:my-2 [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:px-2 [&_th]:py-1 [&_ul]:my-2 [&_ul]:list-disc [&_ul]:pl-5';

/** Markdown of agents and people: no HTML, no images, links that tell nobody where they were clicked. */
const MarkdownText = memo(function MarkdownText({ text }: { text: string }) {
  return (
    <div className={PROSE}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        skipHtml
        disallowedElements={['img']}
        components={{
          a: ({ children, href }) => (
            <a href={href} target="_blank" rel="noreferrer noopener nofollow">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});

export default MarkdownText;
