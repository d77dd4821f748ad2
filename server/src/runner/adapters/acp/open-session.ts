import {
  type ClientContext,
  type InitializeResponse,
  methods,
  type NewSessionResponse,
  PROTOCOL_VERSION,
  RequestError,
} from '@agentclientprotocol/sdk';
import type { AgentSpec } from '../../../platform/process/run-protocol/run-spec.js';
import { NotReady, NotSignedIn } from './failure.js';
import { toMcpServers } from './mcp-servers.js';
import type { AcpPreset } from './presets/preset.js';
import type { SessionLog } from './session-log.js';

export interface OpenSession {
  readonly sessionId: string;
  readonly isLoaded: boolean;
  readonly canBeLoaded: boolean;
}

type Session = Pick<NewSessionResponse, 'sessionId' | 'modes' | 'configOptions'>;

const AUTH_REQUIRED = -32_000;

/**
 * Greets the agent and opens a session in the right mode with the right model. The agent gets neither files nor terminals
 * from us: inside its sandbox it has both, and out here a link that it made would lead the runner out of the workspace.
 */
export async function openSession(
  agent: ClientContext,
  spec: AgentSpec,
  preset: AcpPreset,
  cwd: string,
  log: SessionLog,
): Promise<OpenSession> {
  const greeting = await agent.request(methods.agent.initialize, {
    protocolVersion: PROTOCOL_VERSION,
    clientInfo: { name: 'antfarm', version: '1' },
    clientCapabilities: {
      fs: { readTextFile: false, writeTextFile: false },
      terminal: false,
      elicitation: { form: {} },
    },
  });
  if (greeting.protocolVersion !== PROTOCOL_VERSION) {
    throw new NotReady(
      `${preset.title} speaks version ${greeting.protocolVersion} of the Agent Client Protocol, not ${PROTOCOL_VERSION}.`,
    );
  }
  const capabilities = greeting.agentCapabilities ?? {};
  const { servers, leftOut } = toMcpServers(spec.mcpServers, capabilities.mcpCapabilities ?? {});
  if (leftOut.length > 0)
    await log.warn(`${preset.title} cannot reach these MCP servers: ${leftOut.join(', ')}`);

  const canBeLoaded = capabilities.loadSession === true;
  const loaded = await signedIn(agent, greeting, preset, () => load(canBeLoaded));
  const session =
    loaded ??
    (await signedIn(agent, greeting, preset, () =>
      agent.request(methods.agent.session.new, { cwd, mcpServers: servers }),
    ));
  await setMode(agent, session, spec, preset, log);
  await setModel(agent, session, spec, preset, log);
  return { sessionId: session.sessionId, isLoaded: loaded !== undefined, canBeLoaded };

  async function load(isPossible: boolean): Promise<Session | undefined> {
    const wanted = spec.session;
    if (wanted === null) return undefined;
    if (!isPossible) {
      await log.warn(`${preset.title} cannot go on with a session: this is a new one.`);
      return undefined;
    }
    try {
      const sessionId = wanted.id;
      const found = await agent.request(methods.agent.session.load, { sessionId, cwd, mcpServers: servers });
      return { ...found, sessionId };
    } catch (error) {
      if (isAuthRequired(error)) throw error;
      await log.warn(
        `${preset.title} cannot find its session again, so this is a new one: ${wordsOf(error)}`,
      );
      return undefined;
    }
  }
}

/** Signs in when the agent asks for it, and tries once more. */
async function signedIn<T>(
  agent: ClientContext,
  { authMethods = [] }: InitializeResponse,
  { title, authMethod }: AcpPreset,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!isAuthRequired(error)) throw error;
    const method = authMethods.find(({ id }) => id === authMethod);
    if (method === undefined) throw new NotSignedIn(`${title} is not signed in.`);
    try {
      await agent.request(methods.agent.authenticate, { methodId: method.id });
      return await open();
    } catch (failure) {
      throw new NotSignedIn(`${title} is not signed in: ${wordsOf(failure)}`);
    }
  }
}

const isAuthRequired = (error: unknown): boolean =>
  error instanceof RequestError && error.code === AUTH_REQUIRED;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whatever the agent makes of it, `permission.ts` holds it to the mode. */
async function setMode(
  agent: ClientContext,
  { sessionId, modes, configOptions }: Session,
  { permissionMode }: AgentSpec,
  preset: AcpPreset,
  log: SessionLog,
): Promise<void> {
  const option = selectOf(configOptions, 'mode');
  const known = option?.values ?? modes?.availableModes.map(({ id }) => id) ?? [];
  const current = option?.current ?? modes?.currentModeId;
  const mode = preset.modes[permissionMode]?.find((id) => known.includes(id));
  if (mode === undefined || mode === current) return;
  const set =
    option === undefined
      ? agent.request(methods.agent.session.setMode, { sessionId, modeId: mode })
      : agent.request(methods.agent.session.setConfigOption, { sessionId, configId: option.id, value: mode });
  await set.catch((error: unknown) => log.warn(`${preset.title} stays in its mode: ${wordsOf(error)}`));
}

async function setModel(
  agent: ClientContext,
  { sessionId, configOptions }: Session,
  { model }: AgentSpec,
  preset: AcpPreset,
  log: SessionLog,
): Promise<void> {
  if (model === null || preset.modelIsSet) return;
  const option = selectOf(configOptions, 'model');
  const value = option?.values.find((one) => one === model);
  if (option === undefined || value === undefined) {
    const others = option === undefined ? '' : `; it knows ${option.values.slice(0, 10).join(', ')}`;
    await log.warn(`${preset.title} does not know the model ${model}, and takes its own${others}`);
    return;
  }
  await agent.request(methods.agent.session.setConfigOption, { sessionId, configId: option.id, value });
}

interface Select {
  readonly id: string;
  readonly current: string;
  readonly values: readonly string[];
}

function selectOf(options: Session['configOptions'], category: 'mode' | 'model'): Select | undefined {
  for (const option of options ?? []) {
    if (option.type !== 'select' || (option.category ?? option.id) !== category) continue;
    const values = option.options.flatMap((one) => ('options' in one ? one.options : [one]));
    return { id: option.id, current: option.currentValue, values: values.map(({ value }) => value) };
  }
  return undefined;
}
