import type { AttentionReason } from '@contracts/task-status';

interface Words {
  text: string;
  action: string;
}

const WORDS: Record<AttentionReason, Words> = {
  question: { text: 'Has a question', action: 'Answer' },
  permission: { text: 'Asks for permission', action: 'Answer' },
  plan: { text: 'Has a plan to approve', action: 'Read' },
  review: { text: 'Ready for review', action: 'Review' },
  attempt_failed: { text: 'Attempt failed', action: 'Look' },
  gates_failed: { text: 'Gates failed', action: 'Look' },
  conflict: { text: 'Conflicts with its base', action: 'Look' },
  budget: { text: 'Out of budget', action: 'Decide' },
  rounds_exhausted: { text: 'Out of rounds', action: 'Decide' },
};

export const attentionText = (reason: AttentionReason): string => WORDS[reason].text;
export const attentionAction = (reason: AttentionReason): string => WORDS[reason].action;
