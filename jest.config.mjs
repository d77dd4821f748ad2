import web from './web/jest.config.mjs';

const server = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};

const integration = {
  ...server,
  roots: ['<rootDir>/server/test'],
  globalSetup: '<rootDir>/server/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/server/test/support/global-teardown.mjs',
};

/** Minutes of kills and outages: `npm run test:faults` alone runs them, so that the rest is over in a quarter of an hour. */
const LONG_FAULTS =
  '(approve-kill-points|attempt-runner-faults|database-outage|embedded-outage|hostile-clients|random-kills|redis-outage)\\.int\\.spec\\.ts$';

/** Real agents beside the two that every run tries where they are installed: `npm run test:agents` runs these as well. */
const MORE_AGENTS = 'agent-conformance-(codex|qwen)\\.int\\.spec\\.ts$';

export default {
  // One more than the processors of a small machine: many tests wait, for the end of a lease, a timeout, a start.
  maxWorkers: 3,
  testTimeout: 300_000,
  testSequencer: '<rootDir>/scripts/test/longest-first.mjs',
  projects: [
    {
      ...server,
      displayName: 'unit',
      roots: ['<rootDir>/server/src', '<rootDir>/migrations'],
      testMatch: ['**/*.spec.ts'],
    },
    {
      ...integration,
      displayName: 'integration',
      testMatch: ['**/*.int.spec.ts'],
      testPathIgnorePatterns: [LONG_FAULTS, MORE_AGENTS],
    },
    { ...integration, displayName: 'agents', testRegex: ['agent-conformance-.*\\.int\\.spec\\.ts$'] },
    { ...integration, displayName: 'faults', testRegex: [LONG_FAULTS] },
    {
      ...web,
      rootDir: '<rootDir>',
      setupFilesAfterEnv: ['<rootDir>/scripts/test/patient-testing-library.mjs'],
    },
  ],
};
