export const keys = {
  me: ['me'] as const,
  projects: ['projects'] as const,
  agents: ['agents'] as const,
  detectedAgents: ['agents', 'detected'] as const,
  tasks: (projectId: string) => ['tasks', projectId] as const,
  allAttemptLists: ['attempts'] as const,
  attemptsOf: (taskId: string) => ['attempts', 'of-task', taskId] as const,
  allAttempts: ['attempt'] as const,
  attempt: (attemptId: string) => ['attempt', attemptId] as const,
  // Apart from the attempt: the diff of a head never changes.
  diff: (attemptId: string, headSha: string | null) => ['diff', attemptId, headSha] as const,
  fileDiff: (attemptId: string, headSha: string | null, path: string) =>
    ['diff', attemptId, headSha, path] as const,
  mergePreview: (attemptId: string) => ['attempt', attemptId, 'merge-preview'] as const,
  gateOutput: (ref: string) => ['artifact', ref] as const,
  allMessages: ['messages'] as const,
  messages: (taskId: string) => ['messages', taskId] as const,
};
