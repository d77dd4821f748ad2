import type { StepSpec } from '../../platform/process/run-protocol/run-spec.js';
import type { AdapterContext, PreparedStep } from './adapter.js';
import { prepareCommand, prepareCommandAgent } from './command.js';

/** Picks the adapter by the step's input. */
export function prepareStep(step: StepSpec, context: AdapterContext): PreparedStep {
  switch (step.input.kind) {
    case 'text':
      return prepareCommand(step, step.input);
    case 'prompt':
      return prepareCommandAgent(step, step.input.prompt, context);
  }
}
