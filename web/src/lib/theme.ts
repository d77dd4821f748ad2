import { create } from 'zustand';
import { storeWord } from './stored';

export type Theme = 'light' | 'dark';

const STORED = 'antfarm.theme';

interface ThemeState {
  theme: Theme;
  toggle: () => void;
}

export const useTheme = create<ThemeState>((set, get) => ({
  theme: document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  toggle: () => {
    const theme = get().theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    storeWord(STORED, theme);
    set({ theme });
  },
}));
