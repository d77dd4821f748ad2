import { describeConformance } from './agent-conformance/conformance.js';
import { opencodeHarness } from './agent-conformance/opencode.js';

describeConformance('OpenCode', opencodeHarness);
