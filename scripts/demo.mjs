import { join, resolve } from 'node:path';
import { Board } from '../demo/board.mjs';
import { findOrStartServer, signInLink } from '../demo/local-server.mjs';
import { ensureSampleRepository } from '../demo/sample-repository.mjs';

const startedIn = process.env.INIT_CWD ?? process.cwd();
const dataDir = resolve(startedIn, process.env.DATA_DIR || './data');
const [folder = join(dataDir, 'demo')] = process.argv.slice(2).map((path) => resolve(startedIn, path));

try {
  const { api, ended } = await findOrStartServer(dataDir);
  await runCards(new Board(api));
  console.log(`\nLook at it: ${await signInLink(dataDir)}`);
  if (ended) console.log('The server goes on; Ctrl-C stops it.');
  process.exitCode = ended ? await ended.code : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function runCards(board) {
  const repository = ensureSampleRepository(folder);
  const project = await board.ensureProject(repository);
  const agent = await board.ensureAgent();
  const cards = await board.ensureCards(project.id);
  if (cards.length === 0) {
    console.log(
      `The demo's cards in ${repository} are all done. For a new one: npm run demo -- another-folder`,
    );
    return;
  }
  console.log(
    `Project "${project.name}" of ${repository}; agent "${agent.name}". ${cards.length} cards at once:`,
  );
  const results = await Promise.all(cards.map((card) => runCard(board, card, agent.id)));
  console.log(`\n${results.map(tell).join('\n')}`);
}

async function runCard(board, card, agentId) {
  const attemptId = await board.run(card, agentId);
  const attempt = await board.follow(attemptId, (where) => console.log(`  ${card.key}  ${where}`));
  return { card, attempt };
}

function tell({ card, attempt }) {
  const gates = attempt.gates.map(({ gate, status, exit_code }) =>
    status === 'passed' ? `${gate} passed` : `${gate} ${status.toUpperCase()} (exit code ${exit_code})`,
  );
  const outcome = [attempt.failure?.message ?? attempt.status, ...gates].join(', ');
  return `${card.key}  ${card.title}: ${outcome}\n       ${attempt.summary ?? ''}`;
}
