import type { CommentSeverity, DiffSide } from '../../contracts/review-comment.js';

/** A comment of a reviewer on lines of the work so far. */
export interface PromptComment {
  path: string;
  /** The name before the task of a file that has another now, for a comment on how it was. */
  oldPath: string | null;
  /** `old`: of the file as it was before the task. */
  side: DiffSide;
  startLine: number | null;
  line: number;
  /** The lines have changed since, or are gone. */
  isGone: boolean;
  severity: CommentSeverity;
  code: string;
  body: string;
}

/** A part of the task. */
export interface PromptSubtask {
  readonly title: string;
  readonly description: string;
  readonly done: boolean;
}

/** Where the work so far and its base branch conflict. */
export interface PromptConflicts {
  readonly branch: string;
  readonly files: readonly string[];
}

/** What an agent is told, in Markdown. */
export interface PromptInput {
  key: string;
  title: string;
  description: string;
  criteria: readonly string[];
  subtasks: readonly PromptSubtask[];
  /** The agent has the subtasks as a list of its own, too, and is to say there what is done. */
  keepsTaskList: boolean;
  focusFiles: readonly string[];
  /** Standing instructions of the agent profile. */
  instructions: string | null;
  conflicts: PromptConflicts;
  /** What a reviewer wants changed in the work that is already in the workspace. */
  feedback: string | null;
  comments: readonly PromptComment[];
}

/** Task, criteria, subtasks, focus files, conflicts, feedback and comments as one text; empty parts are left out. */
export function writePrompt(input: PromptInput): string {
  const list = (items: readonly string[], mark: string): string =>
    items.map((item) => `${mark} ${item}`).join('\n');
  const sections = [
    `# ${input.key}: ${input.title}`,
    input.description.trim(),
    section('Acceptance criteria', list(input.criteria, '- [ ]')),
    section('Subtasks', describeSubtasks(input)),
    section('Focus files', list(input.focusFiles, '-')),
    section('Conflicts to resolve', describeConflicts(input.conflicts)),
    section('Requested changes', requestOf(input)),
    ...input.comments.map(writeComment),
    section('Instructions', input.instructions?.trim()),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function describeSubtasks({ subtasks, keepsTaskList }: PromptInput): string | null {
  if (subtasks.length === 0) return null;
  const items = subtasks.map(({ title, description, done }, index) => {
    const lines = [
      `${done ? '[x]' : '[ ]'} ${title}`,
      ...(description === '' ? [] : description.split('\n')),
    ];
    return `${index + 1}. ${lines.join('\n   ')}`;
  });
  const note = 'They are in your task list, under the same numbers: mark each as completed when it is.';
  return [items.join('\n'), ...(keepsTaskList ? [note] : [])].join('\n\n');
}

function describeConflicts({ branch, files }: PromptConflicts): string | null {
  if (files.length === 0) return null;
  return `Your earlier work conflicts with what is on \`${branch}\` now. The workspace holds both, merged, and these files are in conflict:

${files.map((file) => `- ${oneLine(file)}`).join('\n')}

Your work is between \`<<<<<<<\` and \`=======\`, that of \`${branch}\` between \`=======\` and \`>>>>>>>\`. Resolve each of them so that what both wanted holds, and leave no marker: with one the result cannot be merged. A file without markers was deleted, moved or is binary on one side, or was resolved before: see that it is as it should be.`;
}

function requestOf({ feedback, comments }: PromptInput): string | null {
  const parts = [
    feedback && `A reviewer asks:\n\n${feedback.trim()}`,
    comments.length > 0 &&
      'A reviewer commented on these lines of it, counted as they are before you change anything. Deal with each comment.',
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return `The workspace holds your earlier work on this task. ${parts.join('\n\n')}`;
}

function writeComment(comment: PromptComment, index: number): string {
  const { severity, code, body } = comment;
  const fence = fenceFor(code);
  return `### ${index + 1}. ${severity}: ${placeOf(comment)}\n\n${fence}\n${code}\n${fence}\n\n${body.trim()}`;
}

function placeOf({ path, oldPath, side, startLine, line, isGone }: PromptComment): string {
  const lines = startLine === null ? `line ${line}` : `lines ${startLine}-${line}`;
  const version = side === 'old' ? ' of the file before your changes' : '';
  const renamed = oldPath === null ? '' : ` (it is ${oneLine(path)} now)`;
  return `${oneLine(oldPath ?? path)}, ${lines}${version}${renamed}${isGone ? ' (not there any more)' : ''}`;
}

const oneLine = (path: string): string => path.replace(/\s+/g, ' ');

/** Longer than any row of backticks in the text: what is quoted cannot end the quotation. */
function fenceFor(text: string): string {
  const rows = text.match(/`+/g) ?? [];
  return '`'.repeat(Math.max(3, ...rows.map((row) => row.length + 1)));
}

const section = (title: string, body: string | null | undefined): string =>
  body ? `## ${title}\n\n${body}` : '';
