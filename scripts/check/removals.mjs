import { faults } from '../removals/list.mjs';

const found = faults();
if (found.length > 0) {
  console.error(`${found.join('\n')}\nMend web/removals/*.json, and try it: npm run test:removals -- WORD.`);
  process.exit(1);
}
