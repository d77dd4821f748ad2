import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildChanged } from './build/build-changed.mjs';
import { checkPrerequisites } from './build/check-prerequisites.mjs';

// Minutes to hours of kills; the integration tests do the same with twenty. The seed is printed: the same one hits the same victims in the same order.
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
console.log(
  `${values.kills} kills; repeat with: npm run test:soak -- --kills ${values.kills} --seed ${values.seed}`,
);
checkPrerequisites();
await buildChanged();
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];
const test = ['--selectProjects', 'faults', '--runTestsByPath', 'server/test/random-kills.int.spec.ts'];
const child = spawn(process.execPath, [...jest, ...test], {
  stdio: 'inherit',
  env: { ...process.env, SOAK_KILLS: values.kills, SOAK_SEED: values.seed },
});
child.once('close', (code) => process.exit(code ?? 1));
