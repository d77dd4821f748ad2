import type { RunSpec } from '../../src/platform/process/run-protocol/run-spec.js';
import { launchRunner } from '../../src/platform/runner-client/launch-runner.js';

/** A server that crashes right after it launched a run. */
const [, , spec = '', script = ''] = process.argv;
await launchRunner(JSON.parse(spec) as RunSpec, script);
process.kill(process.pid, 'SIGKILL');
