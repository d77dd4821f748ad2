import type { Page } from '@playwright/test';
import { answer, type Api } from '../fixtures/api.js';

const BEGUN = '2026-01-12T09:00:00.000Z';
const ENDED = '2026-01-12T09:00:42.000Z';
const NOW = '2026-01-12T10:00:00.000Z';

/** What differs from one run to the next, made the same: times, lengths, branches, and the ids that colours are made of. */
async function freezer(api: Api): Promise<(text: string) => string> {
  const { items: agents } = await answer(api.GET('/api/agents'));
  return (text) =>
    agents
      .reduce((frozen, { id, name }) => frozen.replaceAll(id, name), text)
      .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, `"${BEGUN}"`)
      .replaceAll(`"finished_at":"${BEGUN}"`, `"finished_at":"${ENDED}"`)
      .replaceAll(/"duration_ms":\d+/g, '"duration_ms":42000')
      .replaceAll(/(?<=-)[0-9a-f]{8}(?=")/g, '01234567');
}

/** A page at a fixed time that is told only what is the same each time. */
export async function freeze(page: Page, api: Api): Promise<void> {
  const frozen = await freezer(api);
  await page.clock.setFixedTime(NOW);
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: frozen(await response.text()) });
  });
  await page.routeWebSocket(/\/ws\//, (socket) => {
    socket.connectToServer().onMessage((message) => socket.send(frozen(String(message))));
  });
}
