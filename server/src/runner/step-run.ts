import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestAnswer } from '../contracts/agent-request.js';
import { destroyLeftovers, stepMark } from '../platform/process/containment.js';
import { removeCgroup } from '../platform/process/process-cgroup.js';
import type { ProcessIdentity } from '../platform/process/process-identity.js';
import { runFiles } from '../platform/process/run-protocol/run-directory.js';
import type { AgentResult, RecordBody, StopReason } from '../platform/process/run-protocol/run-record.js';
import type { RunSpec, StepSpec } from '../platform/process/run-protocol/run-spec.js';
import type { PreparedStep } from './adapters/adapter.js';
import { prepareStep } from './adapters/prepare-step.js';
import type { Patience } from './disk-file.js';
import { EventTail } from './event-tail.js';
import { OutputRecorder } from './output-recorder.js';
import { RawLog } from './raw-log.js';
import type { Redaction } from '../platform/process/redaction/redactor.js';
import type { RuntimeClock } from './runtime-clock.js';
import type { Spool } from './spool.js';
import { FileLimit } from './file-limit.js';
import { InputStream } from './step-input.js';
import { startStep, type StepExit, type StepProcess } from './step-process.js';
import { transcribe } from './transcribe.js';
import { StepWatch } from './step-watch.js';
import { unlessRefused } from './unless-refused.js';

export interface StepOutcome extends StepExit {
  readonly timedOut: boolean;
  readonly error?: string;
  readonly result?: AgentResult;
}

/** What every step of a run shares. */
export interface RunContext {
  readonly spec: RunSpec;
  readonly spool: Spool;
  readonly patience: Patience;
  readonly redaction: Redaction;
  /** Of the whole run. */
  readonly clock: RuntimeClock;
  stop(reason: StopReason, detail?: string): void;
}

/** Without a sandbox a process can outlive `destroy` and hold the pipes open. */
const HELD_PIPE_TIMEOUT_MS = 500;
/** Between the end of an agent's process and its adapter noticing that nothing more comes. */
const LAST_WORDS_MS = 5_000;

/** One started step together with the recording of its output. */
export class StepRun {
  private readonly input: InputStream | undefined;
  private stopping: Promise<void> | undefined;
  private timedOut = false;
  private readonly conversed = new AbortController();

  private constructor(
    private readonly step: StepSpec,
    private readonly prepared: PreparedStep,
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
    const prepared = await prepareStep(step, { runId, runDirectory, redaction: run.redaction }, run);
    const rawLog = await RawLog.create(
      runFiles(runDirectory).rawLog(step.name),
      limits.rawLogBytes,
      run.patience,
      (reason) => ignoreRefusal(run.spool.append({ kind: 'raw_log_stopped', step: step.name, reason })),
    );
    const events = await openEvents(step, prepared, run);
    const noteRefusal = (message: string): void =>
      ignoreRefusal(
        run.spool.append({ kind: 'network_refused', step: step.name, message: run.redaction.text(message) }),
      );
    try {
      const process = await startStep(step, prepared, run.spec, noteRefusal);
      return new StepRun(step, prepared, run, process, rawLog, events);
    } catch (error) {
      await Promise.all([rawLog.close(), events?.drain()]);
      throw error;
    }
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
    const spoken = new PassThrough();
    const stdout = this.prepared.conversation ? this.transcribe(spoken) : this.record(recorder, 'stdout');
    const outputs = Promise.all([stdout, this.record(recorder, 'stderr')]);
    const timer = this.startTimer();
    const watch = this.startWatch();
    this.process.begin();
    this.events?.start();
    void this.input?.write(this.prepared.stdin.text);
    const result = await this.converse(spoken);
    const exit = await this.process.exited;
    clearTimeout(timer);
    this.input?.close();
    // Nothing of this step may touch the workspace once the step counts as exited.
    await (this.process.containment?.destroy() ?? destroyLeftovers(undefined, [stepMark(runId)]));
    await watch?.end(exit.code !== 0);
    removeCgroup(runId);
    await this.finishOutputs(outputs);
    await unlessRefused(recorder.finish(), this.run);
    await unlessRefused(this.events?.drain(), this.run);
    await this.rawLog.close();
    const code = result === undefined ? exit.code : codeOf(result, exit);
    const outcome = { ...exit, code, timedOut: this.timedOut, ...(result && { result }) };
    return this.process.containment ? outcome : { ...outcome, error: 'The sandbox could not be set up' };
  }

  /** The adapter's own way, after a while SIGTERM, then SIGKILL to everything that the step started. */
  stop(): Promise<void> {
    return (this.stopping ??= this.terminate());
  }

  /** Returns false when the agent does not wait for it. */
  answer(requestId: string, answer: RequestAnswer): boolean {
    return this.prepared.conversation?.session.answer(requestId, answer) ?? false;
  }

  /** Lets the adapter speak with the agent until one of them is done; then the agent has to go. */
  private async converse(spoken: PassThrough): Promise<AgentResult | undefined> {
    const { conversation } = this.prepared;
    const { stdin, exited } = this.process;
    if (!conversation || !stdin) return undefined;
    const silent = exited.then(() => sleep(LAST_WORDS_MS, undefined, { ref: false }));
    const result = await Promise.race([
      conversation.converse({ stdin, stdout: spoken, exited }).catch(toFailure),
      silent.then(() => FELL_SILENT),
    ]);
    this.conversed.abort(); // what is still said is only for the log
    this.input?.close();
    const hasLeft = exited.then(() => true);
    const { interruptGraceMs } = this.run.spec.limits;
    if (!(await Promise.race([hasLeft, sleep(interruptGraceMs, false, { ref: false })]))) await this.stop();
    return result.ok ? result : { ...result, message: this.run.redaction.text(result.message) };
  }

  private transcribe(spoken: PassThrough): Promise<void> {
    const { rawLog, run } = this;
    return unlessRefused(
      transcribe(this.process.stdout, spoken, this.conversed.signal, rawLog, run.redaction),
      run,
    );
  }

  private async terminate(): Promise<void> {
    const { containment, exited } = this.process;
    const { interruptGraceMs, terminateGraceMs } = this.run.spec.limits;
    const grace = () => sleep(terminateGraceMs, undefined, { ref: false });
    if (this.prepared.conversation) {
      this.prepared.conversation.session.stop();
      await Promise.race([exited, sleep(interruptGraceMs, undefined, { ref: false })]);
    }
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

  /** Who takes what others need is not asked to end first. */
  private startWatch(): StepWatch | undefined {
    const { containment } = this.process;
    if (containment === undefined) return undefined;
    const { spec } = this.run;
    const files = new FileLimit(this.step, this.prepared, spec);
    const watch = new StepWatch(containment, files, spec, (reason) => {
      void containment.destroy();
      this.run.stop(reason);
    });
    watch.start();
    return watch;
  }

  private record(recorder: OutputRecorder, kind: 'stdout' | 'stderr'): Promise<void> {
    return unlessRefused(recorder.record(this.process[kind], kind), this.run);
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

const FELL_SILENT: AgentResult = {
  ok: false,
  reason: 'agent_failed',
  message: 'The agent ended in the middle of its work.',
};

const toFailure = (error: unknown): AgentResult => ({
  ok: false,
  reason: 'agent_failed',
  message: error instanceof Error ? error.message : String(error),
});

/** A step counts as failed by its code. */
const codeOf = (result: AgentResult, { code }: StepExit): number => (result.ok ? 0 : code || 1);

const ignoreRefusal = (written: Promise<void>): void => void written.catch(() => undefined);
