import { describeConformance } from './agent-conformance/conformance.js';
import { claudeHarness } from './support/claude-harness.js';

describeConformance('Claude Code', claudeHarness);
