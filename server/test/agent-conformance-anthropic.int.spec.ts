import { describeConformance } from './agent-conformance/conformance.js';
import { anthropicHarness } from './support/anthropic-harness.js';

describeConformance('the anthropic adapter', anthropicHarness);
