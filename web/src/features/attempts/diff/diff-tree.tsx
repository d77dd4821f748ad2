import { FileDiff as FileIcon, Folder } from 'lucide-react';
import { DiffSize } from '@/components/diff-size';
import type { DiffFile } from '@/lib/api/types';
import { foldersOf } from './file-tree';

interface DiffTreeProps {
  files: readonly DiffFile[];
  current: string | null;
  onPick: (path: string) => void;
}

export function DiffTree({ files, current, onPick }: DiffTreeProps) {
  return (
    <nav
      aria-label="Changed files"
      className="thin-scroll w-[250px] flex-none overflow-y-auto border-r bg-sidebar px-2 py-2.5 text-[13px] max-lg:hidden"
    >
      {foldersOf(files).map(({ folder, files: inside }) => (
        <div key={folder}>
          {folder !== '' && (
            <p className="flex h-7 items-center gap-[7px] px-2 text-muted">
              <Folder size={14} aria-hidden="true" className="flex-none" />
              <span className="truncate" title={folder}>
                <bdi>{folder}</bdi>
              </span>
            </p>
          )}
          <ul>
            {inside.map(({ file, name }) => (
              <li key={file.path}>
                <button
                  type="button"
                  aria-current={file.path === current ? 'true' : undefined}
                  onClick={() => onPick(file.path)}
                  className={`flex h-7 w-full items-center gap-[7px] rounded-[7px] pr-2 text-left text-muted -outline-offset-2 hover:bg-hover aria-[current]:bg-active aria-[current]:font-semibold aria-[current]:text-ink ${folder === '' ? 'pl-2' : 'pl-5'}`}
                >
                  <FileIcon size={14} aria-hidden="true" className="flex-none" />
                  <span className="min-w-0 flex-1 truncate" title={file.path}>
                    <bdi>{name}</bdi>
                  </span>
                  {!file.binary && <DiffSize additions={file.additions} deletions={file.deletions} />}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
