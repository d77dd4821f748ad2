import { useQuery } from '@tanstack/react-query';
import { ArrowUp, Folder, FolderGit2, FolderLock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFooter } from '@/components/dialog';
import { ProblemNote } from '@/components/problem-note';
import { Loading } from '@/components/state-notes';
import type { LocalFolder } from '@/lib/api/types';
import { localFoldersQuery } from '../api/get-local-folders';

interface FolderPickerProps {
  /** Where to begin; null is home. */
  start: string | null;
  onPick: (path: string) => void;
  onClose: () => void;
}

/** The folders of the machine that the server runs on. */
export default function FolderPicker({ start, onPick, onClose }: FolderPickerProps) {
  const [path, setPath] = useState(start);
  const { data, error, isFetching } = useQuery(localFoldersQuery(path));
  const pick = (folder: string) => {
    onPick(folder);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Pick a repository"
      description="Folders of the machine that Antfarm runs on."
      width="wide"
    >
      <DialogBody>
        {data && (
          <div className="flex min-w-0 flex-wrap items-center gap-2">
            <Button
              size="small"
              disabled={data.parent === null}
              aria-label="Up to the folder around"
              onClick={() => setPath(data.parent)}
            >
              <ArrowUp size={14} aria-hidden="true" /> Up
            </Button>
            <code className="code min-w-0 flex-1 break-all" role="status">
              <bdi>{data.path}</bdi>
            </code>
            <Button size="small" look="ghost" onClick={() => setPath(null)}>
              Home
            </Button>
          </div>
        )}
        {data && data.recent.length > 0 && (
          <div className="flex flex-wrap items-center gap-1.5 text-xs text-subtle">
            Recently used
            {data.recent.map((recent) => (
              <Button
                key={recent}
                size="small"
                className="max-w-full"
                aria-label={`Go to ${recent}`}
                onClick={() => setPath(recent)}
              >
                <bdi className="truncate">{recent}</bdi>
              </Button>
            ))}
          </div>
        )}
        <ProblemNote error={error} />
        {!data && !error && <Loading what="the folders" />}
        {data && (
          <ul
            aria-label="Folders"
            aria-busy={isFetching}
            className="thin-scroll max-h-[46vh] overflow-y-auto rounded-xl border bg-card"
          >
            {data.folders.map((folder) => (
              <FolderRow
                key={folder.path}
                folder={folder}
                onOpen={() => setPath(folder.path)}
                onPick={() => pick(folder.path)}
              />
            ))}
            {data.folders.length === 0 && (
              <li className="px-3 py-4 text-[13px] text-subtle">There are no folders in here.</li>
            )}
            {data.truncated && (
              <li className="px-3 py-2 text-xs text-subtle">There are more: type the path instead.</li>
            )}
          </ul>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="primary"
          disabled={data?.is_repository !== true}
          onClick={() => data && pick(data.path)}
        >
          Use this folder
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

interface FolderRowProps {
  folder: LocalFolder;
  onOpen: () => void;
  onPick: () => void;
}

function FolderRow({ folder, onOpen, onPick }: FolderRowProps) {
  const { name, is_repository, hidden, readable } = folder;
  const Icon = !readable ? FolderLock : is_repository ? FolderGit2 : Folder;
  return (
    <li className="flex min-w-0 items-center gap-2 border-b pr-2 last:border-b-0 hover:bg-hover">
      <button
        type="button"
        disabled={!readable}
        onClick={onOpen}
        aria-label={`Open ${name}`}
        className={`flex min-w-0 flex-1 items-center gap-2.5 px-3 py-2 text-left text-[13.5px] -outline-offset-2 disabled:cursor-not-allowed disabled:opacity-55 ${hidden ? 'text-subtle' : ''}`}
      >
        <Icon
          size={16}
          aria-hidden="true"
          className={`flex-none ${is_repository ? 'text-moss-fg' : 'text-subtle'}`}
        />
        <bdi className="truncate">{name}</bdi>
        {is_repository && <span className="flex-none text-xs text-subtle">git repository</span>}
        {!readable && <span className="flex-none text-xs text-subtle">may not be opened</span>}
      </button>
      {is_repository && (
        <Button size="small" aria-label={`Use ${name}`} onClick={onPick}>
          Use
        </Button>
      )}
    </li>
  );
}
