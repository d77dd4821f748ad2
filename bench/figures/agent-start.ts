import { setTimeout as sleep } from 'node:timers/promises';
import { readProcFields } from '../../server/src/platform/process/proc-filesystem.js';
import { runnerMark, stepMark } from '../../server/src/platform/process/containment.js';
import { hasEnvironmentEntry, listProcesses } from '../../server/src/platform/process/process-table.js';
import { codexHarness } from '../../server/test/agent-conformance/codex.js';
import { geminiHarness } from '../../server/test/agent-conformance/gemini.js';
import type { Harness } from '../../server/test/agent-conformance/harness.js';
import { opencodeHarness } from '../../server/test/agent-conformance/opencode.js';
import { qwenHarness } from '../../server/test/agent-conformance/qwen.js';
import { Scene } from '../../server/test/agent-conformance/scene.js';
import { anthropicHarness } from '../../server/test/support/anthropic-harness.js';
import { claudeHarness } from '../../server/test/support/claude-harness.js';
import { cleanUpRuns } from '../../server/test/support/run-fixture.js';
import type { Figure, Measurement } from '../figure.js';
import { compare, measurePairs } from '../pairs.js';

/** What an agent loads while its model thinks is there by then. */
const SETTLE_MS = 700;
const KIB_IN_MIB = 1024;

const AGENTS: Readonly<Record<string, Harness>> = {
  claude: claudeHarness,
  gemini: geminiHarness,
  opencode: opencodeHarness,
  codex: codexHarness,
  qwen: qwenHarness,
};

interface Started {
  /** From the launch of the runner to the first request of the model. */
  readonly ms: number;
  /** Of runner, sandbox and agent while the model thinks; what several of them share counts once. */
  readonly memoryMiB: number;
}

export const agentStart: Figure = {
  name: 'agent start',
  limit: 'Antfarm’s own agent, started by turns with it',
  async measure() {
    const measurements: Measurement[] = [];
    for (const [name, harness] of Object.entries(AGENTS)) {
      if (harness.missing === undefined) measurements.push(...(await compareStarts(name, harness)));
      else console.error(`agent start: ${name} skipped, because ${harness.missing}`);
    }
    return measurements;
  },
};

async function compareStarts(name: string, harness: Harness): Promise<Measurement[]> {
  const pairs = await measurePairs(
    () => start(harness),
    () => start(anthropicHarness),
  );
  const told = (what: string, unit: string, value: (started: Started) => number): Measurement =>
    compare(pairs, { what: `${name}: ${what}`, unit, target: null, product: value, limit: value });
  return [
    told('launch to first request', 'ms', ({ ms }) => ms),
    told('memory with its runner', 'MiB', ({ memoryMiB }) => memoryMiB),
  ];
}

async function start(harness: Harness): Promise<Started> {
  const scene = await Scene.create(harness);
  let [asked, answer] = [(): void => undefined, (): void => undefined];
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const after = new Promise<void>((resolve) => (answer = resolve));
  try {
    const begun = performance.now();
    const run = await scene.start({
      script: () => {
        asked();
        return { blocks: [{ text: 'Done.' }], after };
      },
    });
    await isAsked;
    const ms = performance.now() - begun;
    await sleep(SETTLE_MS);
    const memoryMiB = memoryOf(run.spec.runId) / KIB_IN_MIB;
    answer();
    const { result } = await run.finish();
    if (!result?.ok) throw new Error(`The agent failed: ${result?.message ?? 'nobody knows why'}`);
    return { ms, memoryMiB };
  } finally {
    await cleanUpRuns();
    await scene.close();
  }
}

/** In KiB (proc_pid_smaps(5)). */
function memoryOf(runId: string): number {
  const marks = [runnerMark(runId), stepMark(runId)];
  return listProcesses()
    .filter(({ pid }) => marks.some((mark) => hasEnvironmentEntry(pid, mark)))
    .reduce((sum, { pid }) => sum + (readProcFields(pid, 'smaps_rollup').get('Pss') ?? 0), 0);
}
