export default {
  displayName: 'web',
  rootDir: '..',
  roots: ['<rootDir>/web/src'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testEnvironment: '<rootDir>/web/src/lib/testing/browser-environment.mjs',
  setupFiles: ['<rootDir>/web/src/lib/testing/jsdom-gaps.ts'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: {
    '^@contracts/(.*)\\.js$': '<rootDir>/server/src/contracts/$1',
    '^@contracts/(.*)$': '<rootDir>/server/src/contracts/$1',
    '^@/(.*)$': '<rootDir>/web/src/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
