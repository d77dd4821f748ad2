const ASSIGNMENTS = /^(?:[A-Za-z_]\w*=(?:"[^"]*"|'[^']*'|[^\s;&|<>()"']*)(?:\s+|$))*/;
const WORD = /^(?:"([^"$`\\]+)"|'([^']+)'|([^\s;&|<>()"'$`\\*?[{}!~]+))(?=$|[\s;&|<>)])/;

/** Words that `sh` understands itself. */
const SHELL_WORDS = new Set(
  (
    '. : [ alias break case cd command continue do done echo elif else esac eval exec exit export false fi for getopts if ' +
    'local printf pwd read readonly return set shift source test then times trap true type ulimit umask unset until wait while'
  ).split(' '),
);

/** The program that a command line for `sh` begins with; null when that is the shell's own or cannot be told. */
export function programOf(commandLine: string): string | null {
  const rest = commandLine.trim().replace(ASSIGNMENTS, '');
  const match = WORD.exec(rest);
  const word = match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
  return word === null || SHELL_WORDS.has(word) ? null : word;
}
