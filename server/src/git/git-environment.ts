import { inheritedEnvironment } from '../platform/config/inherited-environment.js';

export type GitSettings = Readonly<Record<string, string | readonly string[]>>;

/** Transports of git that a command may use; none unless it says so. */
export type GitTransport = 'file' | 'https' | 'http' | 'ssh';

const HARDENED: GitSettings = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.untrackedCache': 'false',
  'core.pager': 'cat',
  'core.editor': 'false',
  'core.askPass': '',
  'core.quotePath': 'false',
  'core.excludesFile': '/dev/null',
  'core.attributesFile': '/dev/null',
  // Names that are `.git` on another file system are refused on this one too.
  'core.protectNTFS': 'true',
  'core.protectHFS': 'true',
  'core.filesRefLockTimeout': '5000',
  'core.packedRefsTimeout': '10000',
  'credential.helper': '',
  'commit.gpgSign': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'fetch.writeCommitGraph': 'false',
  'submodule.recurse': 'false',
  'protocol.version': '2',
  // A redirect could lead past the check of the address.
  'http.followRedirects': 'false',
  'http.lowSpeedLimit': '1',
  'http.lowSpeedTime': '60',
  'transfer.credentialsInUrl': 'die',
};

const BASE = {
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  // Where objects are missing, a partial clone would run whatever its remote is configured to run.
  GIT_NO_LAZY_FETCH: '1',
  GIT_LFS_SKIP_SMUDGE: '1',
  GIT_SSH_COMMAND: 'ssh -oBatchMode=yes -oConnectTimeout=20',
  SSH_ASKPASS_REQUIRE: 'never',
} as const;

/** The whole environment of one git command: what is inherited, what is always forbidden, and its own settings. */
export function gitEnvironment(settings: GitSettings, transports: readonly GitTransport[]) {
  return {
    ...inheritedEnvironment(),
    ...BASE,
    GIT_ALLOW_PROTOCOL: transports.join(':'),
    ...settingsEnvironment({ ...HARDENED, ...settings }),
  };
}

/** Settings as `GIT_CONFIG_*`: like `-c`, but not in the arguments, which everybody on the machine can read. */
function settingsEnvironment(settings: GitSettings): Record<string, string> {
  const pairs = Object.entries(settings).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => [key, one] as const),
  );
  const numbered = pairs.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key] as const,
    [`GIT_CONFIG_VALUE_${index}`, value] as const,
  ]);
  return { GIT_CONFIG_COUNT: String(pairs.length), ...Object.fromEntries(numbered) };
}
