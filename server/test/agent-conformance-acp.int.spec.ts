import { describeConformance } from './agent-conformance/conformance.js';
import { ownAgent } from './agent-conformance/own-acp-agent.js';

describeConformance('an agent behind the adapter acp', ownAgent);
