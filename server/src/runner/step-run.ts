import { setTimeout as sleep } from 'node:timers/promises';
import { destroyLeftovers, stepMark } from '../platform/process/containment.js';
import { removeProcessCgroup } from '../platform/process/process-cgroup.js';
import type { ProcessIdentity } from '../platform/process/process-identity.js';
import { runFiles } from '../platform/process/run-protocol/run-directory.js';
import type { RecordBody, StopReason } from '../platform/process/run-protocol/run-record.js';
import type { RunSpec, StepSpec } from '../platform/process/run-protocol/run-spec.js';
import type { PreparedStep } from './adapters/adapter.js';
import { prepareStep } from './adapters/prepare-step.js';
import { DiskFull, type Patience } from './disk-file.js';
import { EventTail } from './event-tail.js';
import { OutputRecorder } from './output-recorder.js';
import { RawLog } from './raw-log.js';
import type { Redaction } from '../platform/process/redaction/redactor.js';
import { OutputRefused, type Spool } from './spool.js';
import { InputStream } from './step-input.js';
import { startStep, type StepExit, type StepProcess } from './step-process.js';

export interface StepOutcome extends StepExit {
  readonly timedOut: boolean;
  readonly error?: string;
}

/** What every step of a run shares. */
export interface RunContext {
  readonly spec: RunSpec;
  readonly spool: Spool;
  readonly patience: Patience;
  readonly redaction: Redaction;
  stop(reason: StopReason): void;
}

/** Without a sandbox a process can outlive `destroy` and hold the pipes open. */
const HELD_PIPE_TIMEOUT_MS = 500;

/** One started step together with the recording of its output. */
export class StepRun {
  private readonly input: InputStream | undefined;
  private stopping: Promise<void> | undefined;
  private timedOut = false;

  private constructor(
    private readonly step: StepSpec,
    private readonly stdinText: string,
    private readonly run: RunContext,
    private readonly process: StepProcess,
    private readonly rawLog: RawLog,
    private readonly events: EventTail | undefined,
  ) {
    const noteClosed = (error: string): void => this.note({ kind: 'input_closed', step: step.name, error });
    this.input = process.stdin ? new InputStream(process.stdin, noteClosed) : undefined;
  }

  static async start(step: StepSpec, run: RunContext): Promise<StepRun> {
    const { runId, runDirectory, limits } = run.spec;
    const prepared = prepareStep(step, { runId, runDirectory, redaction: run.redaction });
    const rawLog = await RawLog.create(
      runFiles(runDirectory).rawLog(step.name),
      limits.rawLogBytes,
      run.patience,
      (reason) => ignoreRefusal(run.spool.append({ kind: 'raw_log_stopped', step: step.name, reason })),
    );
    const events = await openEvents(step, prepared, run);
    const process = await startStep(step, prepared, run.spec);
    return new StepRun(step, prepared.stdin.text, run, process, rawLog, events);
  }

  get leader(): ProcessIdentity | undefined {
    return this.process.containment?.leader;
  }

  async complete(): Promise<StepOutcome> {
    const { limits, runId } = this.run.spec;
    const recorder = new OutputRecorder(
      this.step.name,
      limits,
      this.run.redaction,
      this.rawLog,
      this.run.spool,
    );
    const outputs = Promise.all([this.record(recorder, 'stdout'), this.record(recorder, 'stderr')]);
    const timer = this.startTimer();
    this.process.begin();
    this.events?.start();
    void this.input?.write(this.stdinText);
    const exit = await this.process.exited;
    clearTimeout(timer);
    this.input?.close();
    // Nothing of this step may touch the workspace once the step counts as exited.
    await (this.process.containment?.destroy() ?? destroyLeftovers(undefined, [stepMark(runId)]));
    removeProcessCgroup(runId);
    await this.finishOutputs(outputs);
    await this.unlessRefused(recorder.finish());
    await this.unlessRefused(this.events?.drain());
    await this.rawLog.close();
    const outcome = { ...exit, timedOut: this.timedOut };
    return this.process.containment ? outcome : { ...outcome, error: 'The sandbox could not be set up' };
  }

  /** SIGTERM, then after a while SIGKILL to everything that the step started. */
  stop(): Promise<void> {
    return (this.stopping ??= this.terminate());
  }

  answer(line: string): Promise<boolean> {
    return this.input?.write(`${line}\n`) ?? Promise.resolve(false);
  }

  private async terminate(): Promise<void> {
    const { containment, exited } = this.process;
    const grace = () => sleep(this.run.spec.limits.terminateGraceMs, undefined, { ref: false });
    containment?.terminate();
    await Promise.race([exited, grace()]);
    await containment?.destroy();
    this.run.patience.giveUp();
    await Promise.race([exited, grace()]);
    this.process.kill(); // a bwrap that was stopped reports no exit
    void grace().then(() => this.events?.giveUp()); // until then its last events can be read
  }

  private startTimer(): NodeJS.Timeout | undefined {
    if (this.step.timeoutMs === null) return undefined;
    return setTimeout(() => {
      this.timedOut = true;
      void this.stop();
    }, this.step.timeoutMs);
  }

  private record(recorder: OutputRecorder, kind: 'stdout' | 'stderr'): Promise<void> {
    return this.unlessRefused(recorder.record(this.process[kind], kind));
  }

  /** A refused record stops the run; everything else is a fault of the runner. */
  private async unlessRefused(recording: Promise<void> | undefined): Promise<void> {
    try {
      await recording;
    } catch (error) {
      if (error instanceof OutputRefused) this.run.stop(error.reason);
      else if (error instanceof DiskFull) this.run.stop('disk_full');
      else throw error;
    }
  }

  private async finishOutputs(outputs: Promise<unknown>): Promise<void> {
    if (!this.process.containment?.isAirtight) {
      const isFinished = outputs.then(() => true);
      if (await Promise.race([isFinished, sleep(HELD_PIPE_TIMEOUT_MS, false, { ref: false })])) return;
      this.process.stdout.destroy();
      this.process.stderr.destroy();
    }
    await outputs;
  }

  private note(record: RecordBody): void {
    ignoreRefusal(this.run.spool.append(record));
  }
}

function openEvents(
  step: StepSpec,
  prepared: PreparedStep,
  { spec, spool }: RunContext,
): Promise<EventTail | undefined> {
  if (prepared.events === undefined) return Promise.resolve(undefined);
  return EventTail.open(prepared.events, {
    step: step.name,
    runId: spec.runId,
    lineBytes: spec.limits.lineBytes,
    maxBytes: spec.limits.spoolBytes,
    record: (records) => spool.appendOutput(records),
  });
}

const ignoreRefusal = (written: Promise<void>): void => void written.catch(() => undefined);
