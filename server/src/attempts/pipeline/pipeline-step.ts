import type { Project } from '../../projects/projects.service.js';
import type { TaskResponse } from '../../tasks/tasks.service.js';
import type { Lease } from '../leases/attempt-leases.js';
import type { AttemptPaths } from '../attempt-paths.js';
import type { AttemptPatch, TransitionRequest } from '../attempt-transitions.js';
import type { AttemptEntity } from '../attempt.entity.js';
import type { AttemptTransition } from '../attempt.machine.js';
import type { PipelineTools } from './pipeline-tools.js';

/** The attempt as it was when the step began, with what belongs to it. */
export interface StepContext {
  readonly attempt: AttemptEntity;
  readonly project: Project;
  readonly task: TaskResponse;
  readonly paths: AttemptPaths;
  readonly lease: Lease;
}

export interface StepResult extends Pick<TransitionRequest, 'alongside'> {
  readonly event: AttemptTransition;
  readonly patch?: AttemptPatch;
}

/** Has to bear being run again from its start: the process may die at any point of it. */
export type PipelineStep = (context: StepContext, tools: PipelineTools) => Promise<StepResult>;
