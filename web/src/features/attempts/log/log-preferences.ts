import { createStored } from '@/lib/stored';

export const LOG_VIEWS = ['story', 'steps', 'raw'] as const;
export type LogView = (typeof LOG_VIEWS)[number];

interface LogPreferences {
  view: LogView;
  timestamps: boolean;
  /** `null`: as the screen is wide enough for. */
  wrap: boolean | null;
}

/** How this person reads logs, here and next time. */
export const useLogPreferences = createStored<LogPreferences>('antfarm.log', {
  view: 'steps',
  timestamps: false,
  wrap: null,
});
