import type { AcpPreset, AgentSetup } from './preset.js';

/**
 * Codex through its adapter. Its own sandbox does not start inside of ours, so it has none: everything that is not read-only
 * is asked (`untrusted`), and answered by us. Projects are not trusted, hence their `.codex/` is not read.
 */
export const codex: AcpPreset = {
  title: 'Codex',
  signIn: 'Give it OPENAI_API_KEY: store the key, or set it where the server runs.',
  modes: {},
  authMethod: 'api-key',
  modelIsSet: true,
  env: (setup) => ({
    CODEX_CONFIG: JSON.stringify(configOf(setup)),
    NO_BROWSER: '1',
    DEFAULT_AUTH_REQUEST: JSON.stringify({ methodId: 'api-key' }),
  }),
};

function configOf({ agent: { model, permissionMode, credentials } }: AgentSetup): unknown {
  return {
    ...(model !== null && { model }),
    approval_policy: permissionMode === 'full' ? 'never' : 'untrusted',
    sandbox_mode: 'danger-full-access',
    check_for_update_on_startup: false,
    analytics: { enabled: false },
    ...('OPENAI_BASE_URL' in credentials && {
      model_provider: 'antfarm',
      model_providers: {
        antfarm: {
          name: 'The configured provider',
          base_url: credentials.OPENAI_BASE_URL,
          env_key: 'OPENAI_API_KEY',
          wire_api: 'responses',
        },
      },
    }),
  };
}
