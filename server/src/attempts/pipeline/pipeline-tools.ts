import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { GateName } from '../../contracts/attempt-status.js';
import { type GateOutcome, GatesService } from '../../gates/gates.service.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { Instance } from '../../platform/instance/instance.js';
import { Signals } from '../../platform/signals/signals.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { SubtasksService } from '../../tasks/subtasks.service.js';
import { TasksService } from '../../tasks/tasks.service.js';
import { AttemptArtifacts } from '../artifacts/attempt-artifacts.js';
import { AttemptBoard } from '../attempt-board.js';
import { CommentReader } from '../comments/comment-reader.js';
import { CommentPlaces } from '../comments/comment-places.js';
import { AttemptEventsService } from '../events/attempt-events.service.js';
import { AttemptTransitions } from '../attempt-transitions.js';
import { costOfDay } from '../cost-of-day.js';
import type { AttemptEntity } from '../attempt.entity.js';
import { AttemptFiles } from '../overlaps/attempt-files.js';
import { RunExecutor } from '../runs/run-executor.js';
import { AgentPlaces } from '../runs/agent-places.js';
import { Sandboxes } from '../runs/sandboxes.js';
import { TaskBranches } from '../review/task-branches.js';

/** What the steps may use. */
@Injectable()
export class PipelineTools {
  constructor(
    readonly config: AppConfig,
    readonly instance: Instance,
    readonly projects: ProjectsService,
    readonly tasks: TasksService,
    readonly subtasks: SubtasksService,
    readonly gates: GatesService,
    readonly events: AttemptEventsService,
    readonly artifacts: AttemptArtifacts,
    readonly runs: RunExecutor,
    readonly sandboxes: Sandboxes,
    readonly places: AgentPlaces,
    readonly transitions: AttemptTransitions,
    readonly taskBranches: TaskBranches,
    readonly comments: CommentReader,
    readonly commentPlaces: CommentPlaces,
    readonly files: AttemptFiles,
    private readonly board: AttemptBoard,
    private readonly dataSource: DataSource,
    private readonly signals: Signals,
  ) {}

  /** Something of the attempt changed that is no transition. */
  async announce(attempt: AttemptEntity): Promise<void> {
    await this.board.refresh(attempt.id, { activity: null });
    this.signals.emit('attempt.changed', { projectId: attempt.projectId, attemptId: attempt.id });
  }

  /** USD that agents of the project have cost in the day of `at`. */
  costOfDay(projectId: string, at?: Date): Promise<number> {
    return costOfDay(this.dataSource.manager, projectId, at);
  }

  /** A gate's result and its event, together. */
  async settleGate(
    attempt: AttemptEntity,
    gate: GateName,
    outcome: GateOutcome,
    fence: number,
  ): Promise<void> {
    const stored = await this.dataSource.transaction(async (manager) => {
      await this.gates.settle(manager, attempt.id, gate, outcome);
      const payload = {
        gate,
        exit_code: outcome.exitCode,
        output_ref: outcome.outputRef,
        duration_ms: outcome.durationMs ?? 0,
        newly_failing: outcome.status !== 'passed' && outcome.baseline === 'passed',
      };
      return this.events.insert(manager, attempt.id, [{ kind: 'GATE_RESULT', payload }], fence);
    });
    this.events.announce(stored);
    await this.announce(attempt);
  }
}
