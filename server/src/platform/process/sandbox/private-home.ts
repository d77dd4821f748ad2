/** Environment for a HOME of one's own: every cache that tools keep elsewhere goes below it. */
export const privateHomeEnvironment = (home: string): Record<string, string> => ({
  HOME: home,
  XDG_CACHE_HOME: `${home}/.cache`,
  XDG_CONFIG_HOME: `${home}/.config`,
  XDG_DATA_HOME: `${home}/.local/share`,
  XDG_STATE_HOME: `${home}/.local/state`,
  npm_config_cache: `${home}/.cache/npm`,
  YARN_CACHE_FOLDER: `${home}/.cache/yarn`,
  PIP_CACHE_DIR: `${home}/.cache/pip`,
  CARGO_HOME: `${home}/.cargo`,
  GOPATH: `${home}/go`,
  GOCACHE: `${home}/.cache/go-build`,
  GRADLE_USER_HOME: `${home}/.gradle`,
});
