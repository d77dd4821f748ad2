import type { PendingRequest } from '@/lib/api/types';

/** What tools do, by their names without case and signs; agents differ in these. */
const DOES: readonly (readonly [does: string, names: readonly string[]])[] = [
  [
    'run a command',
    ['bash', 'shell', 'sh', 'terminal', 'exec', 'execute', 'runcommand', 'runshellcommand', 'powershell'],
  ],
  ['write a file', ['write', 'writefile', 'create', 'createfile']],
  [
    'edit a file',
    ['edit', 'multiedit', 'editfile', 'strreplace', 'replace', 'applypatch', 'patch', 'notebookedit'],
  ],
  ['delete a file', ['delete', 'deletefile', 'remove']],
  ['read a file', ['read', 'readfile', 'view']],
  ['search the files', ['glob', 'grep', 'ls', 'search', 'searchfiles']],
  ['fetch a page', ['fetch', 'webfetch']],
  ['search the web', ['websearch', 'googlewebsearch']],
];

/** The way in which agents name tools of MCP servers. */
const MCP_TOOL = /^mcp__(.+?)__(.+)$/;

/** “run a command”, “use send of mail”: what a tool is for, in words. */
export function toolDoes(tool: string): string {
  const [, server, name] = MCP_TOOL.exec(tool) ?? [];
  if (server !== undefined && name !== undefined) return `use ${name} of ${server}`;
  const plain = tool.toLowerCase().replace(/[^a-z]/g, '');
  return DOES.find(([, names]) => names.includes(plain))?.[0] ?? `use ${tool}`;
}

type Wish = Pick<PendingRequest, 'kind' | 'tool'> & { questions?: readonly unknown[] | undefined };

/** What the agent wants, as the end of a sentence that begins with its name. */
export function wishWords({ kind, tool, questions = [] }: Wish): string {
  switch (kind) {
    case 'permission':
      return `wants to ${toolDoes(tool ?? 'a tool')}`;
    case 'question':
      return questions.length > 1 ? `asks ${questions.length} questions` : 'asks a question';
    case 'plan':
      return 'has a plan';
  }
}

/** What comes of it when nobody answers. */
const SILENCE: Record<PendingRequest['kind'], string> = {
  permission: 'means no',
  question: 'means that it decides alone',
  plan: 'means no',
};

export const deadlineWords = (kind: PendingRequest['kind'], until: string): string =>
  `No answer by ${until} ${SILENCE[kind]}`;
