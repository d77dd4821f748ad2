import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const filesOf = (folder) => readdirSync(folder).map((name) => join(folder, name));

const faults = [...filesOf('src'), ...filesOf('test')].flatMap((file) => [
  ...styleFaults(file),
  ...syntaxFaults(file),
  ...missingTest(file),
]);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('No faults found.');

function styleFaults(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  return [
    ...lines.flatMap((line, index) =>
      /[ \t]$/.test(line) ? [`${file}:${index + 1}: space at the end`] : [],
    ),
    ...(lines.at(-1) === '' ? [] : [`${file}: no line break at the end`]),
  ];
}

function syntaxFaults(file) {
  try {
    execFileSync(process.execPath, ['--check', file], { stdio: 'pipe' });
    return [];
  } catch (error) {
    return [`${file}: ${error.stderr}`];
  }
}

function missingTest(file) {
  if (!file.startsWith('src')) return [];
  const test = join('test', `${basename(file, '.js')}.test.js`);
  return existsSync(test) ? [] : [`${file}: has no ${test}`];
}
