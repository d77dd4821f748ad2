// Code points that HFS+ ignores in names (git's `next_hfs_char`).
const HFS_IGNORED = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Whether a part of the path is `.git` on some file system: git refuses to keep such a file. */
export function isUnsafePath(path: string): boolean {
  return path.split(/[/\\]/).some((part) => {
    const [name = ''] = part.replaceAll(HFS_IGNORED, '').toLowerCase().split(':');
    return /^(\.git|git~1)[. ]*$/.test(name);
  });
}
