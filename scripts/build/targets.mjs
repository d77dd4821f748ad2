import { existsSync } from 'node:fs';

/** What is built, from what, by which npm script. `inputs` are files and folders; folders are read whole. */
export const TARGETS = [
  {
    name: 'server',
    inputs: [
      'server/src',
      'migrations',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'scripts/build/bundle-server.mjs',
    ],
    ignored: /\.spec\.ts$/,
    output: 'dist/server.mjs',
  },
  {
    name: 'runner',
    inputs: ['server/src/runner', 'server/src/contracts', 'server/src/platform/process'],
    ignored: /\.spec\.ts$/,
    output: 'dist/runner.mjs',
  },
  {
    name: 'web',
    inputs: ['web', 'server/src/contracts'],
    ignored: /(^|\/)(dist|e2e|node_modules)\/|\.spec\.tsx?$/,
    output: 'web/dist/index.html',
  },
].filter(({ inputs }) => existsSync(inputs[0]));
