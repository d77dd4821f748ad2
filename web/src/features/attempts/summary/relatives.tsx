import { useQuery } from '@tanstack/react-query';
import type { Attempt } from '@/lib/api/types';
import { activityOf } from '@/lib/attempt-activity';
import { attemptsQuery } from '../api/get-attempts';

interface RelativesProps {
  attempt: Attempt;
  onAttempt: (attemptId: string) => void;
}

/** The attempt that this one goes on from, and those that go on from it. */
export function useRelatives(attempt: Attempt) {
  const { data: attempts = [] } = useQuery(attemptsQuery(attempt.task_id));
  return {
    parent: attempts.find(({ id }) => id === attempt.parent_attempt_id),
    children: attempts.filter((other) => other.parent_attempt_id === attempt.id),
  };
}

export function Relatives({ attempt, onAttempt }: RelativesProps) {
  const { parent, children } = useRelatives(attempt);
  const entries = [
    ...(parent ? [{ word: 'Goes on from', other: parent }] : []),
    ...children.map((other) => ({ word: 'Followed by', other })),
  ];
  return (
    <ul className="flex flex-col gap-1 text-[13px]">
      {entries.map(({ word, other }) => (
        <li key={other.id}>
          <span className="text-subtle">{word} </span>
          <button
            type="button"
            onClick={() => onAttempt(other.id)}
            className="font-medium text-accent-text hover:underline"
          >
            attempt {other.number}
          </button>
          <span className="text-subtle"> · {activityOf(other).text}</span>
        </li>
      ))}
    </ul>
  );
}
