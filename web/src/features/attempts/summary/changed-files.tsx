import { useQuery } from '@tanstack/react-query';
import { DiffSize } from '@/components/diff-size';
import { asProblem } from '@/lib/api/problem';
import type { Attempt } from '@/lib/api/types';
import { plural } from '@/lib/format/quantity';
import { diffQuery } from '../api/get-diff';
import { foldersOf, inTreeOrder } from '../diff/file-tree';

const SHOWN = 60;

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
        {foldersOf(inTreeOrder(files).slice(0, SHOWN)).map(({ folder, files: inFolder }) => (
          <li key={folder}>
            <p className="code text-subtle">
              <bdi>{folder === '' ? 'top folder' : folder}</bdi>
            </p>
            <ul>
              {inFolder.map(({ file, name }) => (
                <li key={file.path} className="flex items-baseline gap-3 pl-3 text-[13px]">
                  <span className="min-w-0 break-all">
                    <bdi>{name}</bdi>
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
