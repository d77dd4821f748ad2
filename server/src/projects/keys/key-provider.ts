export const KEY_PROVIDERS = ['anthropic', 'openai', 'gemini', 'github'] as const;
export type KeyProvider = (typeof KEY_PROVIDERS)[number];

/** What programs call a provider's key in their environment. */
const VARIABLES: Record<KeyProvider, readonly string[]> = {
  anthropic: ['ANTHROPIC_API_KEY'],
  openai: ['OPENAI_API_KEY'],
  gemini: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  github: ['GH_TOKEN', 'GITHUB_TOKEN', 'COPILOT_GITHUB_TOKEN'],
};

export const variablesOf = (provider: KeyProvider): readonly string[] => VARIABLES[provider];

/** Whose key a variable holds, if one of these. */
export const providerOf = (variable: string): KeyProvider | undefined =>
  KEY_PROVIDERS.find((provider) => VARIABLES[provider].includes(variable));
