import { describeConformance } from './agent-conformance/conformance.js';
import { codexHarness } from './agent-conformance/codex.js';

describeConformance('Codex', codexHarness);
