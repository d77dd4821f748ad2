const MAX_SLUG = 40;

interface TaskNames {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly branch_name: string | null;
}

/** The branch of a task, the head of its pull request: `ak/{key}-{slug}-{8 of the id}`; kept when the task is renamed. */
export function taskBranch({ id, key, title, branch_name }: TaskNames): string {
  if (branch_name !== null) return branch_name;
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');
  // The end of a UUIDv7 is its random part; its start is a time that tasks share.
  return ['ak/' + key.toLowerCase(), slug, id.slice(-8)].filter(Boolean).join('-');
}
