import { anthropicHarness } from '../../server/test/support/anthropic-harness.js';
import { claudeHarness, claudeProfile } from '../../server/test/support/claude-harness.js';
import type { JsonObject } from '../../server/test/support/model-server/send.js';
import type { Block } from '../../server/test/support/model-server/turn.js';
import { ScriptedAttempts } from '../../server/test/support/scripted-attempts.js';
import type { Figure } from '../figure.js';
import { compare, measurePairs } from '../pairs.js';

/** The provider is a script that counts bytes: four of them are taken for a token, of both agents alike. */
const BYTES_PER_TOKEN = 4;
const MODEL = 'claude-sonnet-5';
const CHANGE = { old_string: '.toLowerCase()', new_string: '.trim()\n    .toLowerCase()' };

/** Read a file, change it, run the tests, say so: in the words of each agent. */
const AGENTS = {
  anthropic: {
    profile: { adapter: 'anthropic' },
    turns: [
      [{ tool: 'read', input: { path: 'src/slug.js' } }],
      [{ tool: 'edit', input: { path: 'src/slug.js', ...CHANGE } }],
      [anthropicHarness.tools.run('npm test')],
      [{ text: 'Titles are trimmed; the tests pass.' }],
    ],
  },
  claude: {
    profile: claudeProfile,
    turns: [
      [{ tool: 'Read', input: { file_path: 'src/slug.js' } }],
      [{ tool: 'Edit', input: { file_path: 'src/slug.js', ...CHANGE } }],
      [claudeHarness.tools.run('npm test')],
      [{ text: 'Titles are trimmed; the tests pass.' }],
    ],
  },
} satisfies Record<string, { profile: object; turns: readonly (readonly Block[])[] }>;

/** Of one attempt. */
interface Spent {
  readonly requests: number;
  /** Bytes of the first request. */
  readonly first: number;
  /** Bytes of all requests. */
  readonly sent: number;
  /** Of these what was not at the beginning of the request before: no cache of the provider has it. */
  readonly fresh: number;
  /** Bytes of what the model said. */
  readonly said: number;
  /** Of the agent's run. */
  readonly ms: number;
}

export const agentTokens: Figure = {
  name: 'agent tokens',
  limit: 'Claude Code on the same card, with the same scripted model',
  async measure() {
    if (claudeHarness.missing !== undefined) {
      console.error(`agent tokens: skipped, because ${claudeHarness.missing}`);
      return [];
    }
    const attempts = await ScriptedAttempts.open();
    try {
      const repository = await attempts.fixture.sampleRepository();
      const pairs = await measurePairs(
        () => work(attempts, repository, 'anthropic'),
        () => work(attempts, repository, 'claude'),
      );
      const told = (what: string, unit: string, value: (spent: Spent) => number) =>
        compare(pairs, {
          what: `anthropic adapter: ${what}`,
          unit,
          target: null,
          product: value,
          limit: value,
        });
      const tokens = (bytes: number): number => bytes / BYTES_PER_TOKEN;
      return [
        told('requests', 'requests', ({ requests }) => requests),
        told('first request', 'tokens', ({ first }) => tokens(first)),
        told('input, cached or not', 'tokens', ({ sent }) => tokens(sent)),
        told('input that no cache has', 'tokens', ({ fresh }) => tokens(fresh)),
        told('output', 'tokens', ({ said }) => tokens(said)),
        told('time of the agent', 'ms', ({ ms }) => ms),
      ];
    } finally {
      await attempts.close();
    }
  },
};

async function work(
  attempts: ScriptedAttempts,
  repository: string,
  name: keyof typeof AGENTS,
): Promise<Spent> {
  const { fixture, model } = attempts;
  const { profile, turns } = AGENTS[name];
  const before = model.requests.length;
  const { id } = await attempts.start({ ...profile, model: MODEL, permission_mode: 'full' }, turns, {
    repository,
  });
  const { status, failure, runs } = await fixture.settled(id);
  if (status !== 'REVIEW_READY') throw new Error(`The attempt ended ${status}: ${failure?.message}`);
  const [run] = runs;
  const bodies = model.requests.slice(before).map(({ body }) => body);
  return {
    requests: bodies.length,
    first: sizeOf(bodies[0]),
    sent: bodies.reduce((sum, body) => sum + sizeOf(body), 0),
    fresh: freshBytes(bodies.map(partsOf)),
    said: sizeOf(turns),
    ms: Date.parse(run?.finished_at ?? '') - Date.parse(run?.started_at ?? ''),
  };
}

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** What a provider caches, in its order, without the marks that say how far. */
function partsOf({ tools, system, messages }: JsonObject): string[] {
  const unmarked = (part: unknown): string =>
    JSON.stringify(part, (key, value: unknown) => (key === 'cache_control' ? undefined : value));
  const turns = (messages as readonly { role: string; content: unknown }[]).flatMap(({ role, content }) =>
    [content].flat().map((block: unknown) => `${role} ${unmarked(asBlock(block))}`),
  );
  return [...[tools, system].flat().map(unmarked), ...turns];
}

/** A text alone is short for a block of it. */
const asBlock = (content: unknown): unknown =>
  typeof content === 'string' ? { type: 'text', text: content } : content;

function freshBytes(requests: readonly (readonly string[])[]): number {
  return requests.reduce((sum, parts, index) => {
    const earlier = requests[index - 1] ?? [];
    const differs = parts.findIndex((part, place) => part !== earlier[place]);
    const fresh = differs < 0 ? [] : parts.slice(differs);
    return sum + fresh.reduce((bytes, part) => bytes + Buffer.byteLength(part), 0);
  }, 0);
}
