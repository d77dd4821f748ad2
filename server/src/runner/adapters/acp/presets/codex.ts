import type { PermissionMode } from '../../../../contracts/agent-request.js';
import type { AcpPreset, AgentSetup } from './preset.js';

/**
 * Its modes bring their own policy of approvals. In `read-only` its sandbox, inside of ours, refuses every write that
 * nobody was asked about; by default, in `agent`, a model decides in a person's stead.
 */
const OWN_MODES: Readonly<Record<PermissionMode, string>> = {
  plan: 'read-only',
  ask: 'read-only',
  accept_edits: 'read-only',
  full: 'agent-full-access',
};

/** Codex through its adapter, which trusts every folder, so that what lies in `.codex/` would be obeyed and run. */
export const codex: AcpPreset = {
  title: 'Codex',
  modes: {},
  authMethod: 'api-key',
  modelIsSet: true,
  masked: ['.codex'],
  env: (setup) => ({
    CODEX_CONFIG: JSON.stringify(configOf(setup)),
    INITIAL_AGENT_MODE: OWN_MODES[setup.agent.permissionMode],
    NO_BROWSER: '1',
    DEFAULT_AUTH_REQUEST: JSON.stringify({ methodId: 'api-key' }),
  }),
};

function configOf({ agent: { model, credentials } }: AgentSetup): unknown {
  return {
    ...(model !== null && { model }),
    check_for_update_on_startup: false,
    features: { default_mode_request_user_input: true },
    analytics: { enabled: false },
    ...('OPENAI_BASE_URL' in credentials && {
      model_provider: 'antfarm',
      model_providers: {
        antfarm: {
          name: 'The configured provider',
          base_url: credentials.OPENAI_BASE_URL,
          env_key: 'OPENAI_API_KEY',
          wire_api: 'responses',
          // It asks again whatever the refusal was, a wrong key included.
          stream_max_retries: 2,
        },
      },
    }),
  };
}
