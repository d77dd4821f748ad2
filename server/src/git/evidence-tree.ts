import { runGit } from './run-git.js';
import { joinNul, splitNul } from './split-nul.js';

/** A tree without `.antfarm/`: what gates prove things about. */
export async function evidenceTreeOf(mirror: string, tree: string): Promise<string> {
  const place = { gitDir: mirror };
  const entries = splitNul((await runGit(place, ['ls-tree', '-z', tree])).stdout);
  const counted = entries.filter((entry) => !entry.toString('latin1').endsWith('\t.antfarm'));
  if (counted.length === entries.length) return tree;
  const { stdout } = await runGit(place, ['mktree', '-z'], { input: joinNul(counted) });
  return stdout.toString().trim();
}
