const STORED = 'antfarm.project';

export const lastProjectId = (): string | null => localStorage.getItem(STORED);
export const rememberProject = (projectId: string): void => localStorage.setItem(STORED, projectId);
