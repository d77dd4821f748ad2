/** A way to make a git that trusts a repository run a program. Shell text, run in the repository's work tree. */
export interface Vector {
  readonly name: string;
  /** `$SING` and a name is the command that must never run; `$PWD/.git/sing-NAME` the same as one program. */
  readonly plant: string;
  /** What a user does with plain git that runs it; none where that takes a terminal, or the owner's own settings. */
  readonly provoke?: string;
}

const config = (key: string, value: string): string => `git config "${key}" "${value}"`;

/** A filter, by which `git add` of `NAME.txt` sings. */
const onAdd = (name: string, setUp: string, attributes = '.gitattributes'): Vector => ({
  name,
  plant: `echo '${name}.txt filter=${name}' >>${attributes}; ${setUp}`,
  provoke: `echo x >>${name}.txt; git add ${name}.txt`,
});

/** Content of a configuration file with such a filter. */
const filterText = (name: string): string =>
  `printf '[filter "${name}"]\\n\\tclean = "%s ${name}; cat"\\n' "$SING"`;

/** For settings that name a program without arguments. */
const onProgram = (name: string, key: string, provoke: string): Vector => ({
  name,
  plant: `printf '#!/bin/sh\\n%s ${name}\\n' "$SING" >.git/sing-${name}; chmod +x .git/sing-${name}; ${config(key, `$PWD/.git/sing-${name}`)}`,
  provoke,
});

const hook = (name: string, folder: string, provoke: string): Vector => ({
  name: `${folder.slice(-5)}-${name}`,
  plant: `mkdir -p ${folder}; printf '#!/bin/sh\\n%s ${folder.slice(-5)}-${name}\\n' "$SING" >${folder}/${name}; chmod +x ${folder}/${name}`,
  provoke,
});

const HOOKS = [
  'applypatch-msg',
  'commit-msg',
  'fsmonitor-watchman',
  'post-checkout',
  'post-commit',
  'post-index-change',
  'post-merge',
  'post-rewrite',
  'pre-auto-gc',
  'pre-commit',
  'pre-merge-commit',
  'pre-push',
  'pre-receive',
  'reference-transaction',
  'update',
] as const;

/** Looks at no other file: git gives up on everything where a filter process does not answer. */
const DIFF = 'git -c diff.autoRefreshIndex=false diff';
const CREDENTIAL = `printf 'protocol=https\\nhost=x.invalid\\n\\n' | git credential fill`;
const commitOf = (content: string, ...parents: string[]): string =>
  `$(git commit-tree ${parents.map((parent) => `-p ${parent}`).join(' ')} -m x "$(printf '100644 blob %s\\tdriver.txt\\n' "$(echo ${content} | git hash-object -w --stdin)" | git mktree)")`;

/** One line a vector. All of them together in one repository sing all the same. */
export const VECTORS: readonly Vector[] = [
  { name: 'fsmonitor', plant: config('core.fsmonitor', '$SING fsmonitor; false'), provoke: 'git status' },
  onAdd('clean', config('filter.clean.clean', '$SING clean; cat')),
  onAdd('info', config('filter.info.clean', '$SING info; cat'), '.git/info/attributes'),
  onAdd('included', `${filterText('included')} >.git/inc; git config --add include.path inc`),
  onAdd(
    'includedif',
    `${filterText('includedif')} >.git/incif; git config --add includeIf.gitdir:/.path incif`,
  ),
  onAdd(
    'ofworktree',
    `git config extensions.worktreeConfig true; ${filterText('ofworktree')} >.git/config.worktree`,
  ),
  onAdd(
    'attributes',
    `git config core.attributesFile .git/attributes; ${config('filter.attributes.clean', '$SING attributes; cat')}`,
    '.git/attributes',
  ),
  {
    name: 'smudge',
    plant: `echo 'smudge.txt filter=smudge' >>.gitattributes; ${config('filter.smudge.smudge', '$SING smudge; cat')}`,
    provoke: 'rm smudge.txt; git checkout -- smudge.txt',
  },
  {
    name: 'required',
    plant: `echo 'required.txt filter=required' >>.gitattributes; git config filter.required.required true; ${config('filter.required.smudge', '$SING required; cat')}; git config filter.required.clean cat`,
    provoke: 'rm required.txt; git checkout -- required.txt',
  },
  {
    name: 'textconv',
    plant: `echo 'textconv.txt diff=textconv' >>.gitattributes; ${config('diff.textconv.textconv', '$SING textconv; cat')}`,
    provoke: `echo x >>textconv.txt; ${DIFF} --no-ext-diff textconv.txt`,
  },
  {
    name: 'command',
    plant: `echo 'command.txt diff=command' >>.gitattributes; ${config('diff.command.command', '$SING command; true')}`,
    provoke: `echo x >>command.txt; ${DIFF} command.txt`,
  },
  {
    name: 'external',
    plant: config('diff.external', '$SING external; true'),
    provoke: `echo x >>external.txt; ${DIFF} external.txt`,
  },
  {
    name: 'driver',
    plant: `echo 'driver.txt merge=driver' >>.gitattributes; ${config('merge.driver.driver', '$SING driver; true')}`,
    provoke: `base="${commitOf('base')}"; git merge-tree --write-tree "${commitOf('ours', '$base')}" "${commitOf('theirs', '$base')}"`,
  },
  onAdd('process', config('filter.process.process', '$SING process')),
  ...HOOKS.map((name) => hook(name, '.git/hooks', `git -c core.hooksPath=.git/hooks hook run ${name}`)),
  ...HOOKS.map((name) => hook(name, '.husky', `git hook run ${name}`)),
  {
    name: 'hooksPath',
    plant: `git config core.hooksPath .husky; git config hook.sing.event post-index-change; ${config('hook.sing.command', '$SING hooksPath')}`,
  },
  {
    name: 'alias',
    plant: `${config('alias.sing', '!$SING alias')}; ${config('alias.status', '!$SING alias')}`,
    provoke: 'git sing',
  },
  {
    name: 'sshCommand',
    plant: config('core.sshCommand', '$SING sshCommand'),
    provoke: 'git ls-remote ssh://x.invalid/x',
  },
  onProgram('gitProxy', 'core.gitProxy', 'git ls-remote git://x.invalid/x'),
  onProgram('gpg', 'gpg.program', 'git commit-tree -S -m x "HEAD^{tree}"'),
  {
    name: 'gpgSign',
    plant:
      'git config commit.gpgSign true; git config push.gpgSign true; git config merge.verifySignatures true',
  },
  onProgram('askPass', 'core.askPass', CREDENTIAL),
  { name: 'credential', plant: config('credential.helper', '!$SING credential'), provoke: CREDENTIAL },
  {
    name: 'pager',
    plant: `${config('core.pager', '$SING pager')}; ${config('pager.config', '$SING pager')}`,
  },
  {
    name: 'editor',
    plant: `${config('core.editor', '$SING editor')}; ${config('sequence.editor', '$SING editor')}`,
    provoke: 'git config --edit',
  },
  {
    name: 'ext',
    plant: `git config protocol.ext.allow always; ${config('remote.ext.url', 'ext::$SING ext')}`,
    provoke: 'git fetch ext',
  },
  {
    name: 'insteadOf',
    plant: `git config protocol.ext.allow always; ${config('url.ext::$SING insteadOf .insteadOf', 'hostile:')}`,
    provoke: 'git fetch hostile:x',
  },
  {
    name: 'alternates',
    plant: `git init -q --bare --template= .git/other.git; echo "$PWD/.git/other.git/objects" >>.git/objects/info/alternates; ${config('core.alternateRefsCommand', '$SING alternates')}`,
    provoke: 'git fetch "$PWD" HEAD',
  },
  {
    name: 'promisor',
    plant: `git config core.repositoryFormatVersion 1; git config extensions.partialClone promisor; git config remote.promisor.promisor true; git config remote.promisor.url "$PWD"; ${config('remote.promisor.uploadpack', '$SING promisor')}`,
    provoke: `git cat-file -e ${'1'.repeat(40)}`,
  },
  {
    name: 'submodule',
    plant: `printf '[submodule "sub"]\\n\\tpath = sub\\n\\turl = -u./payload\\n\\tupdate = checkout\\n[submodule "x"]\\n\\tpath = -x\\n\\turl = ext::%s submodule\\n' "$SING" >.gitmodules; git config submodule.recurse true; git config submodule.sub.url "$PWD"; ${config('submodule.sub.update', '!$SING submodule')}`,
    provoke: `git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub; git submodule update --no-fetch sub`,
  },
];

/** Files that the vectors have a say about. */
export const VECTOR_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  VECTORS.map(({ name }) => [`${name}.txt`, `${name}\n`]),
);
