import { dirname } from 'node:path';
import { NODE_IN_SANDBOX } from '../../platform/process/sandbox/sandbox-node.js';

/** Where a container finds the pipes to its runner. */
export const PIPES_IN_CONTAINER = '/run/antfarm-io';

/**
 * The first process of a step's container, with the command of the network's forwarder, the blocks of its largest file, the
 * number of its processes, and the step's argv; forwarder and processes may be empty. It sets the limits itself, because
 * Podman without root sets none. It has opened all pipes when it says "ready"; a line on `life` lets the step begin, and
 * the end of `life`, which is the end of the runner, ends everything. It outlives the step, so that the runner can look
 * before it ends it.
 */
export const SUPERVISOR = `io=${PIPES_IN_CONTAINER}; forwarder=$1; blocks=$2; processes=$3; shift 3
exec 4<$io/environment 5<$io/stdin 6>$io/stdout 7>$io/stderr 8<$io/life 9>$io/status
[ -z "$forwarder" ] || { env -i $forwarder </dev/null >&9 2>&7 4<&- 5<&- 6>&- 8<&- || echo failed >&9; } &
echo ready >&9
read -r go <&8 || exit
( trap '' TERM; read -r never <&8; kill -s KILL -- -1 ) </dev/null >/dev/null 2>&1 4<&- 5<&- 6>&- 7>&- 9>&- &
( ulimit -f "$blocks"
  [ -z "$processes" ] || { ulimit -u "$processes" || ulimit -p "$processes"; } 2>/dev/null # bash calls it -u, dash -p
  eval "$(cat <&4)" && exec "$@" 4<&- ) <&5 >&6 2>&7 5<&- 6>&- 7>&- 8<&- 9>&-
echo $? >&9
read -r never <&8`;

/**
 * A script that sets the step's variables. It goes through a pipe, because the engine keeps a container's own
 * environment on its disk and shows it to whoever may ask. `PATH` is searched after the image's own.
 */
export function environmentScript(env: Readonly<Record<string, string>>): string {
  const { PATH = '', ...others } = env;
  // Agents that were fetched for this machine want a Node; the image's own comes first.
  const behind = [PATH, dirname(NODE_IN_SANDBOX)].filter((folder) => folder !== '').join(':');
  const lines = Object.entries(others).map(([name, value]) => `export ${nameOf(name)}=${quote(value)}`);
  return [...lines, `export PATH="$PATH":${quote(behind)}`, ''].join('\n');
}

function nameOf(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`A container cannot have the variable ${name}`);
  return name;
}

/** POSIX: nothing but its end has a meaning between single quotes. */
function quote(value: string): string {
  if (value.includes('\0')) throw new Error('A variable contains NUL');
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
