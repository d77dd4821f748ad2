import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestAnswer } from '../contracts/agent-request.js';
import { PROTOCOL_VERSION } from '../platform/process/run-protocol/messages.js';
import { runFiles } from '../platform/process/run-protocol/run-directory.js';
import type { ExitRecord, StepExitRecord, StopReason } from '../platform/process/run-protocol/run-record.js';
import type { RunSpec, StepSpec } from '../platform/process/run-protocol/run-spec.js';
import { ControlSocket, type RunnerCommands } from './control-socket.js';
import { isDiskFull, Patience } from './disk-file.js';
import { Redaction } from '../platform/process/redaction/redactor.js';
import { RuntimeClock } from './runtime-clock.js';
import { Spool } from './spool.js';
import { type RunContext, type StepOutcome, StepRun } from './step-run.js';

const NOTHING_RAN: StepOutcome = { code: null, signal: null, timedOut: false };

/** Executes one run from the first record to the acknowledged exit record. */
export class Runner implements RunnerCommands {
  private readonly acknowledgement = new AbortController();
  private readonly answeredRequests = new Set<string>();
  private readonly context: RunContext;
  private currentStep: StepRun | undefined;
  private stopReason: StopReason | undefined;
  private orphanTimer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly spec: RunSpec,
    private readonly spool: Spool,
    patience: Patience,
  ) {
    const secrets = [...spec.redact, ...spec.steps.flatMap(secretsOf)];
    this.context = {
      spec,
      spool,
      patience,
      redaction: new Redaction(secrets),
      clock: new RuntimeClock(spec.limits.runtimeMs, () => this.stop('runtime_limit')),
      stop: (reason, detail) => this.stop(reason, detail),
    };
  }

  static async create(spec: RunSpec): Promise<Runner> {
    const patience = new Patience(spec.limits.diskFullMs);
    return new Runner(spec, await Spool.create(spec.runDirectory, spec.limits, patience), patience);
  }

  async run(onListening: () => void): Promise<void> {
    const socket = new ControlSocket(this.spec, this.spool, this);
    await socket.listen();
    onListening();
    this.attachmentChanged(false);
    this.context.clock.start();

    await this.spool.append({ kind: 'run_started', protocol: PROTOCOL_VERSION });
    const decisive = await this.runSteps();
    this.context.clock.stop();
    await this.spool.seal(this.exitRecord(decisive));

    // Whoever sends a signal cannot talk to this runner, and reads the end of the run from its file.
    if (this.stopReason !== 'runner_terminated') await this.waitForAcknowledgement();
    socket.close();
    await this.spool.close();
  }

  /** The first reason wins; later ones find the run already stopping. */
  stop(reason: StopReason, detail?: string): void {
    if (this.stopReason !== undefined) return;
    this.stopReason = reason;
    const record = { kind: 'stop_requested', reason, ...(detail !== undefined && { detail }) } as const;
    void this.spool.append(record).catch(() => undefined);
    void this.currentStep?.stop();
  }

  cancel(): void {
    this.stop('cancelled');
  }

  overBudget(detail: string): void {
    this.stop('budget_exceeded', detail);
  }

  /** Idempotent, because a server that crashed after sending an answer sends it again. */
  answer(requestId: string, answer: RequestAnswer): void {
    if (this.answeredRequests.has(requestId)) return;
    this.answeredRequests.add(requestId);
    const delivered = this.currentStep?.answer(requestId, answer) ?? false;
    void this.spool.append({ kind: 'answered', requestId, delivered }).catch(() => undefined);
  }

  acknowledge(): void {
    this.acknowledgement.abort();
  }

  attachmentChanged(isAttached: boolean): void {
    clearTimeout(this.orphanTimer);
    if (isAttached) return;
    this.orphanTimer = setTimeout(() => this.stop('orphaned'), this.spec.limits.orphanedMs).unref();
  }

  /** Returns the first failure, else the last success. */
  private async runSteps(): Promise<StepOutcome> {
    let failure: StepOutcome | undefined;
    let last = NOTHING_RAN;
    let isSkipping = false;
    for (const step of this.spec.steps) {
      if (isSkipping || this.stopReason !== undefined) {
        await this.spool.append({ kind: 'step_skipped', step: step.name });
        continue;
      }
      last = await this.runStep(step);
      if (last.code === 0) continue;
      failure ??= last;
      isSkipping = step.onFailure === 'stop';
    }
    return failure ?? last;
  }

  private async runStep(step: StepSpec): Promise<StepOutcome> {
    const start = performance.now();
    const named = { step: step.name, ...this.commandOf(step) };
    await this.spool.append({ kind: 'step_started', ...named });
    const outcome = await this.execute(step).catch((error: unknown) => this.toFailure(error));
    this.currentStep = undefined;
    const durationMs = Math.round(performance.now() - start);
    await this.spool.append({ kind: 'step_exited', ...named, durationMs, ...outcome });
    return outcome;
  }

  private commandOf({ command, cwd }: StepSpec): Pick<StepExitRecord, 'command'> {
    const text = typeof command === 'string' ? command : command.join(' ');
    return text === '' ? {} : { command: { cmd: this.context.redaction.text(text), cwd } };
  }

  private async execute(step: StepSpec): Promise<StepOutcome> {
    const run = await StepRun.start(step, this.context);
    this.currentStep = run;
    if (run.leader) {
      writeFileSync(runFiles(this.spec.runDirectory).stepIdentity, JSON.stringify(run.leader));
    }
    if (this.stopReason !== undefined) void run.stop();
    return run.complete();
  }

  private toFailure(error: unknown): StepOutcome {
    if (isDiskFull(error)) this.stop('disk_full');
    const message = error instanceof Error ? error.message : String(error);
    return { ...NOTHING_RAN, error: this.context.redaction.text(message) };
  }

  private exitRecord({ code, signal }: StepOutcome): ExitRecord {
    if (this.stopReason !== undefined) {
      return { kind: 'exit', outcome: 'stopped', code, signal, reason: this.stopReason };
    }
    return { kind: 'exit', outcome: code === 0 ? 'succeeded' : 'failed', code, signal };
  }

  private waitForAcknowledgement(): Promise<void> {
    const { signal } = this.acknowledgement;
    return sleep(this.spec.limits.acknowledgeMs, undefined, { signal }).catch(() => undefined);
  }
}

const secretsOf = ({ secrets, input }: StepSpec): string[] => [
  ...Object.values(secrets),
  ...(input.kind === 'agent' ? Object.values(input.agent.credentials) : []),
];
