import { useNavigate } from '@tanstack/react-router';
import { Bot, FolderGit2, FolderPlus, Keyboard, LogOut, Plus, Sun, UserRound } from 'lucide-react';
import { useMemo } from 'react';
import type { Command } from '@/features/command-palette/command';
import { useDeleteSession } from '@/features/session/api/delete-session';
import { routes } from '@/lib/paths';
import { useTheme } from '@/lib/theme';
import { useProject } from '../live/project-context';
import { PAGES } from '../pages';

/** To every page and project, and what can be done from anywhere. */
export function usePageCommands(onKeys: () => void): Command[] {
  const { project, projects } = useProject();
  const navigate = useNavigate();
  const { theme, toggle } = useTheme();
  const { mutate: signOut } = useDeleteSession(() => void navigate({ to: routes.signIn }));
  return useMemo(() => {
    const params = { projectId: project.id };
    const toBoard = (search: { new: 'task' | 'agent' }) =>
      void navigate({ to: routes.project, params, search });
    return [
      {
        id: 'new-task',
        group: 'Commands',
        title: 'New task',
        words: 'create add card',
        key: 'newTask',
        Icon: Plus,
        run: () => toBoard({ new: 'task' }),
      },
      {
        id: 'new-agent',
        group: 'Commands',
        title: 'New agent profile',
        words: 'create add',
        Icon: Bot,
        run: () => toBoard({ new: 'agent' }),
      },
      {
        id: 'theme',
        group: 'Commands',
        title: theme === 'dark' ? 'Use the light theme' : 'Use the dark theme',
        words: 'toggle mode colours',
        Icon: Sun,
        run: toggle,
      },
      {
        id: 'keys',
        group: 'Commands',
        title: 'Show all keys',
        words: 'shortcuts help',
        key: 'help',
        Icon: Keyboard,
        run: onKeys,
      },
      {
        id: 'sign-out',
        group: 'Commands',
        title: 'Sign out',
        words: 'log out leave',
        Icon: LogOut,
        run: () => signOut(),
      },
      ...PAGES.map(({ name, to, shortcut, Icon }) => ({
        id: `page:${to}`,
        group: 'Go to',
        title: name,
        words: 'page open',
        key: shortcut,
        Icon,
        run: () => void navigate({ to, params }),
      })),
      {
        id: 'account',
        group: 'Go to',
        title: 'Account',
        words: 'page open tokens keys',
        Icon: UserRound,
        run: () => void navigate({ to: routes.account, params }),
      },
      ...projects
        .filter(({ id }) => id !== project.id)
        .map(({ id, name, key }) => ({
          id: `project:${id}`,
          group: 'Projects',
          title: name,
          words: `project ${key} switch open`,
          Icon: FolderGit2,
          run: () => void navigate({ to: routes.project, params: { projectId: id } }),
        })),
      {
        id: 'new-project',
        group: 'Projects',
        title: 'New project',
        words: 'create add repository',
        Icon: FolderPlus,
        run: () => void navigate({ to: routes.newProject }),
      },
    ];
  }, [navigate, onKeys, project.id, projects, signOut, theme, toggle]);
}
