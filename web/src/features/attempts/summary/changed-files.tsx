import { useQuery } from '@tanstack/react-query';
import { DiffSize } from '@/components/diff-size';
import { asProblem } from '@/lib/api/problem';
import type { Attempt, DiffFile } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { diffQuery } from '../api/get-diff';

const SHOWN = 60;

interface Folder {
  path: string;
  files: DiffFile[];
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export function byFolder(files: readonly DiffFile[]): Folder[] {
  const folders = new Map<string, DiffFile[]>();
  for (const file of files) {
    const path = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    folders.set(path, [...(folders.get(path) ?? []), file]);
  }
  return [...folders].map(([path, entries]) => ({ path, files: entries })).toSorted(byPath);
}

const byPath = (a: Folder, b: Folder): number => (a.path < b.path ? -1 : 1);

/** The size of the change, folder by folder. */
export function ChangedFiles({ attempt }: { attempt: Attempt }) {
  const diff = useQuery({ ...diffQuery(attempt), enabled: attempt.head_sha !== null });
  if (attempt.head_sha === null) return <p className="text-[13.5px] text-subtle">There is no result yet.</p>;
  if (diff.error && !diff.data)
    return <p className="text-[13.5px] text-subtle">{asProblem(diff.error).detail}</p>;
  if (!diff.data) return <p className="text-[13.5px] text-subtle">Loading the files…</p>;
  if (diff.data.files.length === 0) return <p className="text-[13.5px] text-subtle">No file was changed.</p>;
  const { stats, files } = diff.data;
  return (
    <>
      <p className="mb-2 flex items-center gap-2 text-[13.5px]">
        {plural(stats.files, 'file')} <DiffSize {...stats} />
      </p>
      <ul className="flex flex-col gap-2.5">
        {byFolder(files.slice(0, SHOWN)).map((folder) => (
          <li key={folder.path}>
            <p className="code text-subtle">
              <bdi>{folder.path === '' ? 'top folder' : folder.path}</bdi>
            </p>
            <ul>
              {folder.files.map((file) => (
                <li key={file.path} className="flex items-baseline gap-3 pl-3 text-[13px]">
                  <span className="min-w-0 break-all">
                    <bdi>{nameOf(file.path)}</bdi>
                    {file.generated && <span className="text-subtle"> · generated</span>}
                  </span>
                  <span className="ml-auto flex-none">
                    {file.binary ? <span className="text-subtle">binary</span> : <DiffSize {...file} />}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {files.length > SHOWN && (
        <p className="mt-2 text-[13px] text-subtle">and {files.length - SHOWN} more, in the diff</p>
      )}
    </>
  );
}
