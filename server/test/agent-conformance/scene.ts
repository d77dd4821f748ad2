import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentRequest, RequestAnswer } from '../../src/contracts/agent-request.js';
import { runFiles } from '../../src/platform/process/run-protocol/run-directory.js';
import type { AgentEvent, RunRecord } from '../../src/platform/process/run-protocol/run-record.js';
import {
  type AgentSpec,
  NO_BUDGET,
  type RunLimits,
  type RunSpec,
  type SandboxPolicy,
  type StepSpec,
} from '../../src/platform/process/run-protocol/run-spec.js';
import type { RunnerHandle } from '../../src/platform/runner-client/runner-handle.js';
import { ModelServer } from '../support/model-server/model-server.js';
import { type Script, scriptMarker } from '../support/model-server/turn.js';
import { createFolder, createSpec, createStep, ofKind, startRun } from '../support/run-fixture.js';
import { usualMode } from '../support/sandbox.js';
import type { Harness, Launch } from './harness.js';

export interface Task {
  readonly script: Script;
  readonly agent?: Partial<AgentSpec>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** How a person answers; a question that nobody expects is denied. */
  readonly answer?: (request: AgentRequest) => RequestAnswer;
  readonly limits?: Partial<RunLimits>;
}

/** A workspace, a home and a model, for one run after the other. */
export class Scene {
  readonly key = `sk-ant-test-${randomUUID()}`;
  readonly model: ModelServer;
  private readonly base = createFolder('conformance-');
  readonly workspace = join(this.base, 'workspace');

  private constructor(
    private readonly harness: Harness,
    private readonly contain: (step: StepSpec) => SandboxPolicy,
    model: ModelServer,
  ) {
    this.model = model;
  }

  /** `contain`: instead of the usual sandbox. */
  static async create(
    harness: Harness,
    contain: (step: StepSpec) => SandboxPolicy = ({ sandbox }) => sandbox,
  ): Promise<Scene> {
    const scene = new Scene(harness, contain, await ModelServer.start());
    mkdirSync(scene.workspace, { recursive: true });
    return scene;
  }

  close(): Promise<void> {
    return this.model.close();
  }

  path(file: string): string {
    return join(this.workspace, file);
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  plant(files: Readonly<Record<string, string>>): void {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(file)), { recursive: true });
      writeFileSync(this.path(file), content);
    }
  }

  async start(task: Task): Promise<LiveRun> {
    const name = randomUUID();
    this.model.script(name, task.script);
    const launch = this.harness.launch({
      modelUrl: this.model.url,
      key: this.key,
      workspace: this.workspace,
      home: join(this.base, 'home'),
    });
    const spec = this.specOf(task, `Do what the card says. ${scriptMarker(name)}`, launch);
    const { handle } = await startRun(spec);
    return new LiveRun(spec, handle, task.answer ?? (() => ({ decision: 'deny' })));
  }

  async run(task: Task): Promise<FinishedRun> {
    return (await this.start(task)).finish();
  }

  private specOf(task: Task, prompt: string, launch: Launch): RunSpec {
    const step = createStep(launch.command, this.base, usualMode);
    const agent: AgentSpec = {
      ...launch.agent,
      prompt,
      permissionMode: 'full',
      mcpServers: {},
      session: null,
      limits: NO_BUDGET,
      answerTimeoutMs: 60_000,
      ...task.agent,
    };
    const complete: StepSpec = {
      ...step,
      env: { ...step.env, ...homeOf(step, join(this.base, 'home')), ...launch.env },
      secrets: task.secrets ?? {},
      input: { kind: 'agent', agent },
      sandbox: showing(this.contain(step), launch.readOnly ?? []),
    };
    const limits = { interruptGraceMs: 3_000, ...task.limits };
    return { ...createSpec('true', { limits }), steps: [complete] };
  }
}

/** A sandbox has a home of its own. */
const homeOf = ({ sandbox }: StepSpec, home: string): Record<string, string> =>
  sandbox.mode === 'none' ? { HOME: home } : {};

const showing = (sandbox: SandboxPolicy, readOnly: readonly string[]): SandboxPolicy =>
  sandbox.mode === 'none' ? sandbox : { ...sandbox, readOnly: [...sandbox.readOnly, ...readOnly] };

export class LiveRun {
  readonly records: RunRecord[] = [];

  constructor(
    readonly spec: RunSpec,
    readonly handle: RunnerHandle,
    private readonly answer: (request: AgentRequest) => RequestAnswer,
  ) {}

  async finish(): Promise<FinishedRun> {
    for await (const { records } of this.handle.attach(0)) {
      this.records.push(...records);
      for (const { request } of ofKind(records, 'request')) {
        await this.handle.answer(request.request_id, this.answer(request));
      }
    }
    await this.handle.acknowledge().catch(() => undefined);
    return new FinishedRun(this.spec, this.records);
  }
}

export class FinishedRun {
  constructor(
    private readonly spec: RunSpec,
    readonly records: readonly RunRecord[],
  ) {}

  get events(): AgentEvent[] {
    return ofKind(this.records, 'agent_event').map(({ event }) => event);
  }

  payloadsOf<Kind extends AgentEvent['kind']>(kind: Kind) {
    return this.events
      .filter((event): event is AgentEvent & { kind: Kind } => event.kind === kind)
      .map(({ payload }) => payload as (AgentEvent & { kind: Kind })['payload']);
  }

  get requests(): AgentRequest[] {
    return ofKind(this.records, 'request').map(({ request }) => request);
  }

  /** Its one step's end. */
  get end() {
    const ends = ofKind(this.records, 'step_exited');
    if (ends.length !== 1) throw new Error(`The step ended ${ends.length} times`);
    return ends[0];
  }

  get result() {
    return this.end?.result;
  }

  get exit() {
    return ofKind(this.records, 'exit')[0];
  }

  get sessionId(): string | undefined {
    return ofKind(this.records, 'session').at(-1)?.sessionId;
  }

  /** Everything that was written down of it. */
  get written(): string {
    const { spool, rawLog, runnerLog } = runFiles(this.spec.runDirectory);
    return [spool, rawLog('agent'), runnerLog]
      .filter(existsSync)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
  }
}
