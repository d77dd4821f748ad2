/** Server layers, lowest first. A folder may import only rows above it in this list; a row's folders may not see each other. */
const LAYERS = [
  ['contracts'],
  ['platform'],
  ['git'],
  ['auth'],
  ['projects'],
  ['tasks', 'agents', 'gates'],
  ['attempts'],
  ['github'],
  ['team'],
  ['telegram', 'mcp'],
  ['boot'],
];
const FREELY_USED = ['contracts', 'platform', 'git'];
const SPEC = '\\.spec\\.tsx?$';

const at = (names) => `^server/src/(${names.join('|')})/`;
const allModules = LAYERS.flat();

const layerRules = LAYERS.flatMap((row, index) =>
  row.map((name) => ({
    name: `layer-${name}`,
    severity: 'error',
    comment: `${name} may import only what lies below it`,
    from: { path: at([name]), pathNot: SPEC },
    to: {
      path: at([
        ...LAYERS.slice(index)
          .flat()
          .filter((other) => other !== name),
        'runner',
      ]),
    },
  })),
);

/** Where processes are started: what runs programs for everybody, the runner itself, and the embedded database. */
const SPAWNERS = [
  '^server/src/platform/process/',
  '^server/src/platform/runner-client/',
  '^server/src/platform/database/embedded/',
  '^server/src/runner/',
];

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contracts-are-leaves',
      severity: 'error',
      from: { path: at(['contracts']) },
      to: { pathNot: at(['contracts']) },
    },
    {
      name: 'runner-stands-alone',
      severity: 'error',
      comment: 'the runner is a bundle of its own: only contracts, platform/process and Node',
      from: { path: at(['runner']), pathNot: SPEC },
      to: {
        pathNot: [at(['runner', 'contracts']), '^server/src/platform/process/'],
        dependencyTypesNot: ['core', 'npm'],
      },
    },
    {
      name: 'runner-knows-no-framework',
      severity: 'error',
      from: { path: at(['runner']) },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|bullmq|express)/' },
    },
    {
      name: 'module-internals-are-private',
      severity: 'error',
      comment: 'other folders see a module only through *.module.ts, *.service.ts, *.errors.ts and *.port.ts',
      from: { path: '^server/src/([^/]+)/' },
      to: {
        path: at(allModules.filter((name) => !FREELY_USED.includes(name))),
        pathNot: ['^server/src/$1/', '\\.(module|service|errors|port)\\.ts$'],
      },
    },
    {
      name: 'git-is-functions',
      severity: 'error',
      comment: 'no Nest, no database below git/',
      from: { path: at(['git']) },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|bullmq)/' },
    },
    {
      name: 'machines-are-pure',
      severity: 'error',
      from: { path: '\\.machine\\.ts$' },
      to: { pathNot: ['node_modules/xstate/', at(['contracts'])] },
    },
    {
      name: 'one-place-spawns',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [...SPAWNERS, SPEC] },
      to: { path: '^(node:)?child_process$|node_modules/execa/' },
    },
    {
      name: 'controllers-do-not-query',
      severity: 'error',
      from: { path: '\\.(controller|gateway)\\.ts$' },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm|pg)/' },
    },
    {
      name: 'web-sees-only-contracts',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/e2e/' },
      to: { path: '^server/', pathNot: '^server/src/contracts/' },
    },
    {
      name: 'browser-tests-see-only-the-model-server',
      severity: 'error',
      from: { path: '^web/e2e/' },
      to: { path: '^server/', pathNot: '^server/(src/contracts|test/support/model-server)/' },
    },
    { name: 'server-never-sees-web', severity: 'error', from: { path: '^server/' }, to: { path: '^web/' } },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'features-do-not-see-app',
      severity: 'error',
      from: { path: '^web/src/features/', pathNot: SPEC },
      to: { path: '^web/src/app/' },
    },
    {
      name: 'shared-web-is-below-features',
      severity: 'error',
      from: { path: '^web/src/(components|lib)/', pathNot: SPEC },
      to: { path: '^web/src/(features|app)/' },
    },
    {
      name: 'src-never-sees-tests',
      severity: 'error',
      from: { path: '/src/', pathNot: SPEC },
      to: { path: `${SPEC}|^server/test/|^web/e2e/` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
