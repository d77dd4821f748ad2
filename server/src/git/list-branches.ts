import fs from 'node:fs';
import { listBranches as listRefs } from 'isomorphic-git';

/** The branches that a mirror last fetched, without `origin/`. */
export async function listBranches(mirror: string): Promise<string[]> {
  const branches = await listRefs({ fs, gitdir: mirror, remote: 'origin' });
  return branches.filter((branch) => branch !== 'HEAD');
}
