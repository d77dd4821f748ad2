export const keys = {
  me: ['me'] as const,
  projects: ['projects'] as const,
  agents: ['agents'] as const,
  detectedAgents: ['agents', 'detected'] as const,
  tasks: (projectId: string) => ['tasks', projectId] as const,
  attemptsOf: (taskId: string) => ['attempts', 'of-task', taskId] as const,
  attempt: (attemptId: string) => ['attempt', attemptId] as const,
  diff: (attemptId: string, headSha: string | null) => ['attempt', attemptId, 'diff', headSha] as const,
  fileDiff: (attemptId: string, headSha: string | null, path: string) =>
    ['attempt', attemptId, 'diff', headSha, path] as const,
  mergePreview: (attemptId: string) => ['attempt', attemptId, 'merge-preview'] as const,
  gateOutput: (ref: string) => ['artifact', ref] as const,
  messages: (taskId: string) => ['messages', taskId] as const,
};
