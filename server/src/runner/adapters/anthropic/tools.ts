import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import type { PermissionMode } from '../../../contracts/agent-request.js';

/** What a tool does to the world; `talk`: it asks the person. */
type Effect = 'read' | 'edit' | 'run' | 'talk';

interface ToolDefinition<Input extends z.ZodMiniType = z.ZodMiniType> {
  readonly description: string;
  /** In the words of the Agent Client Protocol. */
  readonly kind: 'read' | 'edit' | 'search' | 'execute' | 'other';
  readonly effect: Effect;
  readonly input: Input;
  /** Offered in these modes only. */
  readonly modes?: readonly PermissionMode[];
}

const tool = <Input extends z.ZodMiniType>(definition: ToolDefinition<Input>) => definition;
const says = (text: string) => z.describe(text);

const path = z.string().check(z.minLength(1));
const count = z.number().check(z.gte(1));
const question = z.object({
  question: z.string(),
  options: z.array(z.object({ label: z.string(), description: z._default(z.string(), '') })),
  multi_select: z._default(z.boolean(), false),
});

/** Every word here is sent with every request: a description says only what its name and parameters do not. */
export const TOOLS = {
  bash: tool({
    description:
      'Run a shell command. Each call is a new shell in the directory that the last one ended in. Long output loses its middle.',
    kind: 'execute',
    effect: 'run',
    input: z.object({
      command: z.string().check(z.minLength(1)),
      timeout_s: z.optional(count.check(says('Default 120, at most 600'))),
    }),
  }),
  read: tool({
    description: 'Read a text file with line numbers.',
    kind: 'read',
    effect: 'read',
    input: z.object({
      path,
      offset: z.optional(count.check(says('First line'))),
      limit: z.optional(count.check(says('Lines, default 1000'))),
    }),
  }),
  write: tool({
    description: 'Create a file or replace all of it.',
    kind: 'edit',
    effect: 'edit',
    input: z.object({ path, content: z.string() }),
  }),
  edit: tool({
    description: 'Replace old_string, which must occur exactly once unless replace_all is set.',
    kind: 'edit',
    effect: 'edit',
    input: z.object({
      path,
      old_string: z.string().check(z.minLength(1)),
      new_string: z.string(),
      replace_all: z.optional(z.boolean()),
    }),
  }),
  grep: tool({
    description: 'Search file contents by regular expression.',
    kind: 'search',
    effect: 'read',
    input: z.object({
      pattern: z.string().check(z.minLength(1)),
      path: z.optional(path),
      glob: z.optional(z.string().check(says('Only these files, such as *.ts'))),
      ignore_case: z.optional(z.boolean()),
      files_only: z.optional(z.boolean()),
    }),
  }),
  glob: tool({
    description: 'Find files by name, such as src/**/*.ts.',
    kind: 'search',
    effect: 'read',
    input: z.object({ pattern: z.string().check(z.minLength(1)), path: z.optional(path) }),
  }),
  list: tool({
    description: 'List a directory.',
    kind: 'read',
    effect: 'read',
    input: z.object({ path: z.optional(path) }),
  }),
  ask_user: tool({
    description: 'Ask the person, only when you cannot go on without the answer.',
    kind: 'other',
    effect: 'talk',
    input: z.object({ questions: z.array(question).check(z.minLength(1), z.maxLength(4)) }),
  }),
  present_plan: tool({
    description: 'Present your finished plan to the person.',
    kind: 'other',
    effect: 'talk',
    input: z.object({ plan: z.string().check(z.minLength(1), says('Markdown')) }),
    modes: ['plan'],
  }),
};

export type ToolName = keyof typeof TOOLS;
export type ToolInput<Name extends ToolName> = z.infer<(typeof TOOLS)[Name]['input']>;
/** A call whose input was checked. */
export type ToolCall = { [Name in ToolName]: { name: Name; input: ToolInput<Name> } }[ToolName];

export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];

export function isOffered(name: ToolName, mode: PermissionMode): boolean {
  const { effect, modes }: ToolDefinition = TOOLS[name];
  if (modes !== undefined) return modes.includes(mode);
  return mode !== 'plan' || effect === 'read' || effect === 'talk';
}

export function needsPermission(name: ToolName, mode: PermissionMode): boolean {
  const { effect } = TOOLS[name];
  if (effect === 'run') return mode === 'ask' || mode === 'accept_edits';
  return effect === 'edit' && mode === 'ask';
}

/** Throws a ZodError for an input that does not fit. */
export const checkCall = (name: ToolName, input: unknown): ToolCall =>
  ({ name, input: TOOLS[name].input.parse(input) }) as ToolCall; // name and input belong together

/** What a model is told of an error, so that it can do better. */
export function faultOf(error: unknown): string {
  if (error instanceof $ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}

const NOISE = new Set([
  '$schema',
  'additionalProperties',
  'minLength',
  'minimum',
  'minItems',
  'maxItems',
  'default',
]);

/** The schema that a model reads, without what only costs tokens. */
export function inputSchemaOf(name: ToolName): unknown {
  const schema = z.toJSONSchema(TOOLS[name].input, { io: 'input' });
  const withoutNoise = (key: string, value: unknown): unknown => (NOISE.has(key) ? undefined : value);
  return JSON.parse(JSON.stringify(schema, withoutNoise));
}
