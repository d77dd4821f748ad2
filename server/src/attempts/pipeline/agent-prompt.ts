/** What an agent is told, in Markdown. */
export interface PromptInput {
  key: string;
  title: string;
  description: string;
  criteria: readonly string[];
  focusFiles: readonly string[];
  /** Standing instructions of the agent profile. */
  instructions: string | null;
  /** What a reviewer wants changed in the work that is already in the workspace. */
  feedback: string | null;
}

/** Task, criteria, focus files and feedback as one text; empty parts are left out. */
export function writePrompt(input: PromptInput): string {
  const list = (items: readonly string[], mark: string): string =>
    items.map((item) => `${mark} ${item}`).join('\n');
  const sections = [
    `# ${input.key}: ${input.title}`,
    input.description.trim(),
    section('Acceptance criteria', list(input.criteria, '- [ ]')),
    section('Focus files', list(input.focusFiles, '-')),
    section(
      'Requested changes',
      input.feedback &&
        `The workspace holds your earlier work on this task. A reviewer asks:\n\n${input.feedback.trim()}`,
    ),
    section('Instructions', input.instructions?.trim()),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

const section = (title: string, body: string | null | undefined): string =>
  body ? `## ${title}\n\n${body}` : '';
