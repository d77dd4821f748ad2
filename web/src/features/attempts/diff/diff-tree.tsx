import { Check, ChevronDown, FileDiff as FileIcon, MessageSquare, PencilLine } from 'lucide-react';
import { memo, useState } from 'react';
import { DiffSize } from '@/components/diff-size';
import type { DiffFile } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { countComments, countDrafts, NOTHING_SAID, type FileReview } from '../comments/gather-review';
import { foldersOf, STATUS_WORDS, type TreeFolder } from './file-tree';

interface DiffTreeProps {
  files: readonly DiffFile[];
  review: ReadonlyMap<string, FileReview>;
  viewed: ReadonlySet<string>;
  current: string | null;
  onPick: (path: string) => void;
}

const MANY_FILES = 12;

export function DiffTree({ files, ...rest }: DiffTreeProps) {
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const shown = wanted === '' ? files : files.filter(({ path }) => path.toLowerCase().includes(wanted));
  return (
    <>
      {files.length > MANY_FILES && (
        <input
          type="search"
          aria-label="Filter files"
          placeholder="Filter files"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className="mb-1.5 h-7 w-full rounded-lg border border-line-strong bg-raised px-2 text-[12.5px]"
        />
      )}
      {shown.length === 0 && <p className="px-2 py-1 text-subtle">No file is called so.</p>}
      {foldersOf(shown).map((folder) => (
        <Folder key={folder.folder} folder={folder} {...rest} />
      ))}
    </>
  );
}

function Folder({
  folder: { folder, files },
  review,
  viewed,
  current,
  onPick,
}: { folder: TreeFolder } & Omit<DiffTreeProps, 'files'>) {
  const [open, setOpen] = useState(true);
  return (
    <div>
      {folder !== '' && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-7 w-full items-center gap-[5px] rounded-[7px] px-1.5 text-left text-muted -outline-offset-2 hover:bg-hover"
        >
          <ChevronDown size={14} aria-hidden="true" className={`flex-none ${open ? '' : '-rotate-90'}`} />
          <span className="truncate" title={folder}>
            <bdi>{folder}</bdi>
          </span>
        </button>
      )}
      {open && (
        <ul>
          {files.map(({ file, name }) => (
            <li key={file.path}>
              <FileButton
                file={file}
                name={name}
                indented={folder !== ''}
                said={review.get(file.path) ?? NOTHING_SAID}
                seen={viewed.has(file.path)}
                isCurrent={file.path === current}
                onPick={onPick}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FileButtonProps extends Pick<DiffTreeProps, 'onPick'> {
  file: DiffFile;
  name: string;
  indented: boolean;
  said: FileReview;
  seen: boolean;
  isCurrent: boolean;
}

const FileButton = memo(function FileButton(props: FileButtonProps) {
  const { file, name, indented, said, seen, isCurrent, onPick } = props;
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => onPick(file.path)}
      className={`flex h-7 w-full items-center gap-[7px] rounded-[7px] pr-2 text-left text-muted -outline-offset-2 hover:bg-hover aria-[current]:bg-active aria-[current]:font-semibold aria-[current]:text-ink ${indented ? 'pl-5' : 'pl-2'}`}
    >
      {seen ? (
        <Check size={14} aria-hidden="true" className="flex-none text-moss-fg" />
      ) : (
        <FileIcon size={14} aria-hidden="true" className="flex-none" />
      )}
      <span className="min-w-0 flex-1 truncate" title={file.path}>
        <bdi>{name}</bdi>
      </span>
      <Said review={said} />
      {file.status !== 'modified' && <StatusMark status={file.status} />}
      {!file.binary && <DiffSize additions={file.additions} deletions={file.deletions} />}
      {seen && <span className="sr-only">, viewed</span>}
    </button>
  );
});

function Said({ review }: { review: FileReview }) {
  const comments = countComments(review);
  const drafts = countDrafts(review);
  return (
    <>
      {drafts > 0 && (
        <span className="flex-none text-ochre-fg" title={plural(drafts, 'draft')}>
          <PencilLine size={13} aria-hidden="true" />
          <span className="sr-only">{plural(drafts, 'draft')}, </span>
        </span>
      )}
      {comments > 0 && (
        <span className="inline-flex flex-none items-center gap-0.5 text-xs text-accent-text">
          <MessageSquare size={12} aria-hidden="true" />
          <span aria-hidden="true">{comments}</span>
          <span className="sr-only">{plural(comments, 'comment')}, </span>
        </span>
      )}
    </>
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  added: 'A',
  deleted: 'D',
  renamed: 'R',
  copied: 'C',
  type_changed: 'T',
};

function StatusMark({ status }: { status: string }) {
  const words = STATUS_WORDS[status];
  if (words === undefined) return null;
  return (
    <span className="code flex-none text-subtle" title={words}>
      <span aria-hidden="true">{LETTERS[status]}</span>
      <span className="sr-only">{words}, </span>
    </span>
  );
}
