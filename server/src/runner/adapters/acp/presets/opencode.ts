import type { AcpPreset, AgentSetup } from './preset.js';

/**
 * It fetches the package for writers of plugins, 95 MB, into every new home, where nothing uses it, and can only be kept
 * from that by a folder in which it stands installed already: https://github.com/anomalyco/opencode/issues/37888
 */
const NOTHING_TO_FETCH = `settings="$HOME/.config/opencode"
mkdir -p "$settings/node_modules"
[ -e "$settings/package-lock.json" ] ||
  echo '${JSON.stringify({ packages: { '': { dependencies: { '@opencode-ai/plugin': '*' } } } })}' >"$settings/package-lock.json"`;

/**
 * OpenCode takes its whole configuration from one variable. Told to read none of the repository's, it still loads the
 * plugins that lie there.
 */
export const opencode: AcpPreset = {
  title: 'OpenCode',
  modes: { plan: ['plan'], ask: ['build'], accept_edits: ['build'], full: ['build'] },
  modelIsSet: true,
  usage: 'of the last call',
  before: () => NOTHING_TO_FETCH,
  masked: ['.opencode', 'opencode.json', 'opencode.jsonc'],
  env: (setup) => ({
    OPENCODE_CONFIG_CONTENT: JSON.stringify(configOf(setup)),
    OPENCODE_DISABLE_PROJECT_CONFIG: '1',
    OPENCODE_DISABLE_AUTOUPDATE: '1',
    OPENCODE_DISABLE_MODELS_FETCH: '1',
    OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    OPENCODE_DISABLE_DEFAULT_PLUGINS: '1',
    OPENCODE_DISABLE_CLAUDE_CODE_SKILLS: '1',
    OPENCODE_DISABLE_EXTERNAL_SKILLS: '1',
  }),
};

function configOf({ agent: { model, credentials } }: AgentSetup): unknown {
  return {
    autoupdate: false,
    share: 'disabled',
    permission: {
      '*': 'ask',
      read: 'allow',
      glob: 'allow',
      grep: 'allow',
      list: 'allow',
      todowrite: 'allow',
    },
    ...(model !== null && { model, small_model: model }),
    ...('OPENAI_BASE_URL' in credentials && { provider: ownProvider(model) }),
  };
}

/** Any server with OpenAI's chat completions. The address and the key stay in the environment. */
const ownProvider = (model: string | null): unknown => {
  const [provider = 'openai', ...rest] = (model ?? '').split('/');
  return {
    [provider]: {
      npm: '@ai-sdk/openai-compatible',
      options: { baseURL: '{env:OPENAI_BASE_URL}', apiKey: '{env:OPENAI_API_KEY}' },
      models: { [rest.join('/')]: {} },
    },
  };
};
