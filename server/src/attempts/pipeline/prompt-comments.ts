import { readRawChanges } from '../../git/read-raw-changes.js';
import type { AttemptEntity } from '../attempt.entity.js';
import type { CommentDto } from '../comments/comments.dto.js';
import type { PromptComment } from './agent-prompt.js';
import type { StepContext } from './pipeline-step.js';
import type { PipelineTools } from './pipeline-tools.js';

/** The comments that the attempt was given to work on, as its agent is told them. */
export async function promptComments(
  { attempt, paths }: StepContext,
  tools: PipelineTools,
): Promise<PromptComment[]> {
  const given = await tools.comments.listGiven(attempt.id);
  const oldNames = given.some(({ side }) => side === 'old')
    ? await readOldNames(paths.mirror, attempt)
    : new Map<string, string>();
  return given.map((comment) => toPromptComment(comment, oldNames));
}

/** The names before, by those that the work so far gave to files. */
async function readOldNames(
  mirror: string,
  { baseSha, startSha }: AttemptEntity,
): Promise<ReadonlyMap<string, string>> {
  if (!baseSha || !startSha) return new Map();
  const changes = await readRawChanges(mirror, baseSha, startSha);
  return new Map(
    changes.flatMap(({ path, oldPath }) => (oldPath === null ? [] : [[path, oldPath] as const])),
  );
}

function toPromptComment(
  { position, severity, code, body, ...written }: CommentDto,
  oldNames: ReadonlyMap<string, string>,
): PromptComment {
  const { path, side, start_line: startLine, line } = position ?? written;
  const oldPath = side === 'old' ? (oldNames.get(path) ?? null) : null;
  return { path, oldPath, side, startLine, line, isGone: position === null, severity, code, body };
}
