import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.js';

/**
 * `npm run test:visual`: what the main screens look like, against the pictures of the last time. On demand and not in
 * CI: fonts are drawn differently from machine to machine. Where the pictures differ for that reason alone, or a change
 * is wanted, `npm run test:visual -- --update-snapshots` takes them anew.
 */
export default defineConfig(tests, {
  testDir: '.',
  testMatch: '**/*.visual.ts',
  globalSetup: '../global-setup.mjs',
  outputDir: '../../../test-results/visual',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  expect: {
    timeout: 30_000,
    // The edge of a round corner varies by one step of 255, so that much is no difference; three steps are.
    toHaveScreenshot: { threshold: 0.01, animations: 'disabled', caret: 'hide' },
  },
});
