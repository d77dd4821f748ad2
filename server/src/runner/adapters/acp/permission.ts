import { isAbsolute, relative, resolve } from 'node:path';
import type { PermissionOption } from '@agentclientprotocol/sdk';
import type { PermissionMode } from '../../../contracts/agent-request.js';

/** A tool call as far as its agent has described it. */
export interface WantedCall {
  readonly kind: string;
  readonly paths: readonly string[];
}

const CHANGES_NOTHING = ['read', 'search', 'think'];
const CHANGES_FILES = ['edit', 'delete', 'move'];

/** What the mode says to a tool call, whatever the agent itself would do in its own mode. */
export function decideByMode(
  mode: PermissionMode,
  { kind, paths }: WantedCall,
  workspace: string,
): 'allow' | 'deny' | 'ask' {
  if (mode === 'full' || CHANGES_NOTHING.includes(kind)) return 'allow';
  if (mode === 'plan') return 'deny';
  if (mode === 'ask') return 'ask';
  const isInside = paths.length > 0 && paths.every((path) => isWithin(workspace, path));
  return CHANGES_FILES.includes(kind) && isInside ? 'allow' : 'ask';
}

/** By its words alone: what a link makes of it is for the sandbox. */
function isWithin(workspace: string, path: string): boolean {
  const way = relative(workspace, resolve(workspace, path));
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** Never what would be allowed for good: each call is decided by itself. */
export function chooseOption(options: readonly PermissionOption[], isAllowed: boolean): string | undefined {
  const kinds = isAllowed ? ['allow_once'] : ['reject_once', 'reject_always'];
  const chosen = kinds.flatMap((kind) => options.filter((option) => option.kind === kind))[0];
  if (chosen === undefined && isAllowed) return chooseOption(options, false);
  return chosen?.optionId;
}
