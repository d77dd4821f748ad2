import { Activity, Bot, ChartColumn, Hand, LayoutGrid, Settings, type LucideIcon } from 'lucide-react';
import type { KeyName } from '@/lib/keys';
import { routes } from '@/lib/paths';

export interface Page {
  name: string;
  to: (typeof routes)['project' | 'needsYou' | 'runs' | 'agents' | 'insights' | 'settings'];
  shortcut: KeyName;
  Icon: LucideIcon;
}

/** The pages of a project: in the sidebar, in the palette, and each with its keys. */
export const PAGES: readonly Page[] = [
  { name: 'Board', to: routes.project, shortcut: 'goBoard', Icon: LayoutGrid },
  { name: 'Needs you', to: routes.needsYou, shortcut: 'goNeedsYou', Icon: Hand },
  { name: 'Runs', to: routes.runs, shortcut: 'goRuns', Icon: Activity },
  { name: 'Agents', to: routes.agents, shortcut: 'goAgents', Icon: Bot },
  { name: 'Insights', to: routes.insights, shortcut: 'goInsights', Icon: ChartColumn },
  { name: 'Settings', to: routes.settings, shortcut: 'goSettings', Icon: Settings },
];
