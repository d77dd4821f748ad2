import { asProblem } from '@/lib/api/problem';
import { plural } from '@/lib/format/quantity';

/** Why a card may not go where it was dropped, in a person's words; what has none of ours is told in the server's. */
export function refusalWords(error: unknown, columnName: string): string {
  const problem = asProblem(error);
  switch (problem.code) {
    case 'task.guard.no_criteria':
      return `It has no acceptance criteria yet. Write at least one before it goes to ${columnName}.`;
    case 'task.guard.not_verified':
      return `The verifier has not passed its current changes. Run it and let it be verified before it goes to ${columnName}.`;
    case 'task.guard.not_reviewed':
      return `The reviewer has not passed its current changes. Let it be reviewed before it goes to ${columnName}.`;
    case 'task.column_full': {
      const limit = problem.extra['limit'];
      const takes = typeof limit === 'number' ? `takes ${plural(limit, 'card')} and` : 'is at its limit and';
      return `${columnName} ${takes} has them. Move one out of it, or raise its limit in the column’s menu.`;
    }
    case 'task.archived':
      return 'It was archived meanwhile. Bring it back from the archive first.';
    case 'task.not_found':
      return 'It was deleted meanwhile.';
    default:
      return [problem.detail, problem.hint].filter(Boolean).join(' ');
  }
}
