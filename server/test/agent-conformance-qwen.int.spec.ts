import { describeConformance } from './agent-conformance/conformance.js';
import { qwenHarness } from './agent-conformance/qwen.js';

describeConformance('Qwen Code', qwenHarness);
