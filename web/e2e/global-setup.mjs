import { fileURLToPath } from 'node:url';
import { buildChanged } from '../../scripts/build/build-changed.mjs';

/** The browser tests run what `npm start` would: the built server and the built web. */
export default async function setUp() {
  process.chdir(fileURLToPath(new URL('../../', import.meta.url)));
  await buildChanged();
}
