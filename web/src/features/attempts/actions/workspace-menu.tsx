import { Copy, FolderOpen, SquareTerminal } from 'lucide-react';
import { Button } from '@/components/button';
import { Menu, MenuItem } from '@/components/menu';
import type { Attempt } from '@/lib/api/types';
import { copyAndSay } from '@/lib/copy-text';

/** One word of a POSIX shell, whatever is in it. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Asks the editor of this machine to open a folder: https://code.visualstudio.com/docs/editor/command-line#_opening-vs-code-with-urls */
export const editorLink = (path: string): string =>
  `vscode://file/${path.replace(/^\//, '').split('/').map(encodeURIComponent).join('/')}`;

interface WorkspaceMenuProps {
  attempt: Attempt;
  /** The browser and the workspace are on one machine. */
  isLocal: boolean;
}

/** The agent's working copy, in the tools that a person already has. */
export function WorkspaceMenu({ attempt, isLocal }: WorkspaceMenuProps) {
  const path = attempt.workspace_path;
  if (path === null) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" size="small">
          <FolderOpen size={14} aria-hidden="true" /> Workspace
        </Button>
      }
    >
      {isLocal && (
        <MenuItem onSelect={() => window.location.assign(editorLink(path))}>
          <FolderOpen size={14} aria-hidden="true" /> Open in VS Code
        </MenuItem>
      )}
      <MenuItem onSelect={() => void copyAndSay(`cd ${shellWord(path)}`, 'Command')}>
        <SquareTerminal size={14} aria-hidden="true" /> Copy command for a terminal
      </MenuItem>
      <MenuItem onSelect={() => void copyAndSay(path, 'Path')}>
        <Copy size={14} aria-hidden="true" /> Copy path
      </MenuItem>
      <MenuItem onSelect={() => void copyAndSay(attempt.branch, 'Branch')}>
        <Copy size={14} aria-hidden="true" /> Copy branch
      </MenuItem>
    </Menu>
  );
}
