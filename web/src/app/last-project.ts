import { storedWord, storeWord } from '@/lib/stored';

const STORED = 'antfarm.project';

export const lastProjectId = (): string | null => storedWord(STORED);
export const rememberProject = (projectId: string): void => storeWord(STORED, projectId);
