import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Markdown } from '@/components/markdown';
import type { Task } from '@/lib/api/types';
import { ConflictNote } from './conflict-note';
import { useTextDraft } from './use-text-draft';

export function TaskDescription({ task }: { task: Task }) {
  const text = useTextDraft(task, 'description');
  if (text.draft !== null) return <Editor text={text} draft={text.draft} />;
  return (
    <section aria-label="Description" className="group relative">
      {task.description === '' ? (
        <p className="pr-8 text-[13.5px] text-subtle">No description.</p>
      ) : (
        <div className="pr-8">
          <Markdown text={task.description} />
        </div>
      )}
      <Button
        look="ghost"
        size="small"
        className="absolute -top-1 right-0 px-1.5"
        aria-label="Edit the description"
        onClick={text.begin}
      >
        <Pencil size={13} aria-hidden="true" />
      </Button>
    </section>
  );
}

interface EditorProps {
  text: ReturnType<typeof useTextDraft>;
  draft: string;
}

function Editor({ text: { base, theirs, saving, write, drop, save }, draft }: EditorProps) {
  const [preview, setPreview] = useState(false);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save(draft);
      }}
    >
      {theirs !== null && <ConflictNote what="The description" theirs={theirs} onTakeTheirs={drop} />}
      {preview ? (
        <div className="min-h-32 rounded-lg border border-line bg-card px-2.5 py-2">
          <Markdown text={draft === '' ? 'Nothing to show yet.' : draft} />
        </div>
      ) : (
        <textarea
          autoFocus
          aria-label="Description"
          rows={8}
          value={draft}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) save(draft);
            if (event.key !== 'Escape') return;
            // Out of the field, with what was written; the next one closes the drawer.
            event.stopPropagation();
            if (draft === base && !saving) drop();
            else event.currentTarget.blur();
          }}
          className="w-full resize-y rounded-lg border border-line-strong bg-card px-2.5 py-2 text-[13.5px] leading-relaxed"
        />
      )}
      <span className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" size="small" disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
        <Button size="small" onClick={drop}>
          Cancel
        </Button>
        <Button
          look="ghost"
          size="small"
          className="ml-auto"
          aria-pressed={preview}
          onClick={() => setPreview(!preview)}
        >
          Preview
        </Button>
      </span>
    </form>
  );
}
