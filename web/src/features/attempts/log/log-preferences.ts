import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const LOG_VIEWS = ['story', 'steps', 'raw'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

interface LogPreferences {
  view: LogView;
  timestamps: boolean;
  /** `null`: as the screen is wide enough for. */
  wrap: boolean | null;
}

/** How this person reads logs, here and next time. */
export const useLogPreferences = create<LogPreferences>()(
  persist((): LogPreferences => ({ view: 'steps', timestamps: false, wrap: null }), { name: 'antfarm.log' }),
);
