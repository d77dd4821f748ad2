import web from './web/jest.config.mjs';

const server = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

export default {
  // One more than the processors of a small machine: many tests wait, for the end of a lease, a timeout, a start.
  maxWorkers: 3,
  testTimeout: 300_000,
  projects: [
    {
      ...server,
      displayName: 'unit',
      roots: ['<rootDir>/server/src', '<rootDir>/migrations'],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...server,
      displayName: 'integration',
      roots: ['<rootDir>/server/test'],
      testMatch: ['**/*.int.spec.ts'],
      globalSetup: '<rootDir>/server/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/server/test/support/global-teardown.mjs',
    },
    {
      ...web,
      rootDir: '<rootDir>',
      setupFilesAfterEnv: ['<rootDir>/scripts/test/patient-testing-library.mjs'],
    },
  ],
};
