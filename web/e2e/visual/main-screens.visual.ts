import type { Page } from '@playwright/test';
import type { SeededBoard } from '../fixtures/seeded-board.js';
import { expect, test } from '../fixtures/shared-server.js';
import { freeze } from './frozen.js';

interface Screen {
  /** Of its picture. */
  name: string;
  /** Below the project. */
  path: (board: SeededBoard) => string;
  /** Is there when all of it is. */
  shows: (page: Page) => ReturnType<Page['getByText']>;
}

const SCREENS: readonly Screen[] = [
  { name: 'board', path: () => '/', shows: (page) => page.getByText('Greet the ants').last() },
  {
    name: 'drawer',
    path: ({ taskId }) => `/?task=${taskId}`,
    shows: (page) => page.getByRole('dialog').getByText('It is friendly'),
  },
  {
    name: 'diff',
    path: ({ attemptIds }) => `/attempts/${attemptIds[0]}?tab=diff`,
    shows: (page) => page.getByText('Say it louder.').first(),
  },
  {
    name: 'logs',
    path: ({ attemptIds }) => `/attempts/${attemptIds[0]}?tab=logs`,
    shows: (page) => page.getByText('wrote hello.txt').first(),
  },
  {
    name: 'comparison',
    path: ({ taskId }) => `/tasks/${taskId}/compare`,
    shows: (page) => page.getByRole('button', { name: 'Pick this one' }).first(),
  },
];

const SIZES = {
  desktop: { viewport: { width: 1280, height: 720 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [size, use] of Object.entries(SIZES)) {
    test.describe(`${size}, ${colorScheme}`, () => {
      test.use({ ...use, colorScheme, timezoneId: 'UTC', locale: 'en-GB' });

      test('the main screens look as they did', async ({ page, board, shared: { api } }) => {
        await freeze(page, api);
        for (const { name, path, shows } of SCREENS) {
          await page.goto(`${board.url}${path(board)}`);
          await expect(shows(page)).toBeAttached();
          await expect(page.getByText('Loading')).toHaveCount(0);
          await page.evaluate(() => document.fonts.ready);
          await expect.soft(page).toHaveScreenshot(`${name}-${size}-${colorScheme}.png`);
        }
      });
    });
  }
}
