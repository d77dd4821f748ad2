/**
 * TEMPORARY: written by hand from api.md in the shape of openapi-typescript's output,
 * until `npm run generate:api` makes this file from the server's OpenAPI document.
 */
type Json<T> = { headers: Record<string, unknown>; content: { 'application/json': T } };
type Problem = { headers: Record<string, unknown>; content: { 'application/problem+json': components['schemas']['Problem'] } };
type Path<T> = { query?: never; header?: never; path: T; cookie?: never };
type Query<T, P = never> = { query?: T; header?: never; path: P; cookie?: never };
type None = { query?: never; header?: never; path?: never; cookie?: never };
interface Op<Params, Body, Result> {
  parameters: Params;
  requestBody: [Body] extends [never] ? never : { content: { 'application/json': Body } };
  responses: { 200: Json<Result>; default: Problem };
}
interface Get<Params, Result> {
  parameters: Params;
  requestBody?: never;
  responses: { 200: Json<Result>; default: Problem };
}
type S = components['schemas'];
type Page<T> = { items: T[]; next_cursor: string | null };
type ProjectPath = { project_id: string };
type TaskPath = { task_id: string };
type AttemptPath = { attempt_id: string };

export interface paths {
  '/api/session': {
    parameters: None;
    post: Op<None, S['CreateSession'], never>;
    delete: Get<None, never>;
  };
  '/api/me': { parameters: None; get: Get<None, S['Me']> };
  '/api/projects': {
    parameters: None;
    get: Get<{ query?: { limit?: number; cursor?: string }; header?: never; path?: never; cookie?: never }, Page<S['Project']>>;
    post: Op<None, S['CreateProject'], S['Project']>;
  };
  '/api/projects/{project_id}': {
    parameters: Path<ProjectPath>;
    get: Get<Path<ProjectPath>, S['Project']>;
    patch: Op<Path<ProjectPath>, S['UpdateProject'], S['Project']>;
    delete: Get<Query<{ force?: boolean }, ProjectPath>, never>;
  };
  '/api/projects/{project_id}/validate': {
    parameters: Path<ProjectPath>;
    post: Get<Path<ProjectPath>, S['ProjectValidation']>;
  };
  '/api/projects/{project_id}/env': {
    parameters: Path<ProjectPath>;
    put: Op<Path<ProjectPath>, Record<string, string>, never>;
  };
  '/api/projects/{project_id}/tasks': {
    parameters: Path<ProjectPath>;
    get: Get<Query<{ limit?: number | 'all'; cursor?: string; archived?: boolean }, ProjectPath>, Page<S['Task']>>;
    post: Op<Path<ProjectPath>, S['CreateTask'], S['Task']>;
  };
  '/api/tasks/{task_id}': {
    parameters: Path<TaskPath>;
    get: Get<Path<TaskPath>, S['Task']>;
    patch: Op<Path<TaskPath>, S['UpdateTask'], S['Task']>;
    delete: Get<Query<{ force?: boolean }, TaskPath>, never>;
  };
  '/api/tasks/{task_id}/criteria': {
    parameters: Path<TaskPath>;
    post: Op<Path<TaskPath>, { text: string }, S['Criterion']>;
  };
  '/api/criteria/{id}': {
    parameters: Path<{ id: string }>;
    patch: Op<Path<{ id: string }>, { text?: string; done?: boolean }, S['Criterion']>;
    delete: Get<Path<{ id: string }>, never>;
  };
  '/api/tasks/{task_id}/move': { parameters: Path<TaskPath>; post: Op<Path<TaskPath>, S['MoveTask'], S['Task']> };
  '/api/tasks/{task_id}/archive': { parameters: Path<TaskPath>; post: Get<Path<TaskPath>, S['Task']> };
  '/api/tasks/{task_id}/attempts': {
    parameters: Path<TaskPath>;
    get: Get<Path<TaskPath>, Page<S['Attempt']>>;
    post: Op<Path<TaskPath>, S['StartAttempt'], S['Attempt']>;
  };
  '/api/tasks/{task_id}/messages': {
    parameters: Path<TaskPath>;
    get: Get<Path<TaskPath>, Page<S['Message']>>;
    post: Op<Path<TaskPath>, { content: string; reply_to?: string }, S['Message']>;
  };
  '/api/agents': {
    parameters: None;
    get: Get<None, Page<S['Agent']>>;
    post: Op<None, S['CreateAgent'], S['Agent']>;
  };
  '/api/agents/detected': { parameters: None; get: Get<None, { items: S['DetectedAgent'][] }> };
  '/api/agents/{agent_id}': {
    parameters: Path<{ agent_id: string }>;
    patch: Op<Path<{ agent_id: string }>, S['UpdateAgent'], S['Agent']>;
    delete: Get<Query<{ force?: boolean }, { agent_id: string }>, never>;
  };
  '/api/attempts/{attempt_id}': {
    parameters: Path<AttemptPath>;
    get: Get<Path<AttemptPath>, S['AttemptDetail']>;
  };
  '/api/attempts/{attempt_id}/events': {
    parameters: Path<AttemptPath>;
    get: Get<
      Query<{ after?: number; before?: number; limit?: number }, AttemptPath>,
      { items: S['AttemptEvent'][]; next_after: number | null }
    >;
  };
  '/api/attempts/{attempt_id}/cancel': { parameters: Path<AttemptPath>; post: Get<Path<AttemptPath>, S['Attempt']> };
  '/api/attempts/{attempt_id}/discard': { parameters: Path<AttemptPath>; post: Get<Path<AttemptPath>, S['Attempt']> };
  '/api/attempts/{attempt_id}/update-from-base': {
    parameters: Path<AttemptPath>;
    post: Get<Path<AttemptPath>, S['Attempt']>;
  };
  '/api/attempts/{attempt_id}/rerun-gates': {
    parameters: Path<AttemptPath>;
    post: Op<Path<AttemptPath>, { gate?: S['GateName'] }, S['Attempt']>;
  };
  '/api/attempts/{attempt_id}/request-changes': {
    parameters: Path<AttemptPath>;
    post: Op<Path<AttemptPath>, S['RequestChanges'], S['Attempt']>;
  };
  '/api/attempts/{attempt_id}/approve': {
    parameters: Path<AttemptPath>;
    post: Op<Path<AttemptPath>, S['ApproveAttempt'], S['Attempt']>;
  };
  '/api/attempts/{attempt_id}/merge-preview': {
    parameters: Path<AttemptPath>;
    get: Get<Path<AttemptPath>, S['MergePreview']>;
  };
  '/api/attempts/{attempt_id}/diff': { parameters: Path<AttemptPath>; get: Get<Path<AttemptPath>, S['Diff']> };
  '/api/attempts/{attempt_id}/diff/file': {
    parameters: Path<AttemptPath>;
    get: Get<
      { query: { path: string; hunk?: number }; header?: never; path: AttemptPath; cookie?: never },
      S['FileDiff']
    >;
  };
}

export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail: string;
      hint?: string;
      errors?: { path: string; message: string }[];
    };
    CreateSession: { token: string };
    Me: { id: string; email: string | null; name: string; auth_mode: 'local' | 'multi' };
    Command: { run: string; timeout_s: number };
    Commands: { install: S['Command'] | null; test: S['Command'] | null; lint: S['Command'] | null };
    CommandsInput: { install?: string | null; test?: string | null; lint?: string | null };
    Setup: { install_first: boolean; workspace_files: string[]; env_names: string[] };
    Budgets: {
      max_runtime_s: number | null;
      max_attempts_per_hour: number | null;
      max_tokens: number | null;
      max_cost_usd: number | null;
      max_cost_usd_per_day: number | null;
      max_rounds: number | null;
    };
    Workflow: 'solo' | 'team';
    TaskStatus: 'inbox' | 'assigned' | 'in_progress' | 'review' | 'done';
    Priority: 'none' | 'low' | 'medium' | 'high' | 'urgent';
    Project: {
      id: string;
      owner_id: string;
      name: string;
      key: string;
      repo_url: string | null;
      local_path: string | null;
      github_repo: string | null;
      default_branch: string;
      workflow: S['Workflow'];
      commands: S['Commands'];
      setup: S['Setup'];
      default_agent_id: string | null;
      budgets: S['Budgets'];
      max_concurrent_attempts: number;
      column_limits: { [status: string]: number };
      require_green_gates: boolean;
      merge_method: 'merge' | 'squash';
      labels: string[];
      created_at: string;
      updated_at: string;
      version: number;
    };
    CreateProject: {
      name: string;
      repo_url?: string;
      local_path?: string;
      default_branch?: string;
      commands?: S['CommandsInput'];
    };
    UpdateProject: {
      name?: string;
      default_branch?: string;
      commands?: S['CommandsInput'];
      default_agent_id?: string | null;
      require_green_gates?: boolean;
      merge_method?: 'merge' | 'squash';
      max_concurrent_attempts?: number;
      budgets?: Partial<S['Budgets']>;
      setup?: Partial<S['Setup']>;
      column_limits?: { [status: string]: number };
      version?: number;
    };
    ProjectCheck: { name: string; ok: boolean; detail: string; hint: string | null };
    ProjectValidation: { ok: boolean; checks: S['ProjectCheck'][] };
    Criterion: {
      id: string;
      text: string;
      done: boolean;
      check: { kind: 'command' | 'file' | 'agent'; run?: string; path?: string; contains?: string } | null;
      evidence: {
        status: 'passed' | 'failed';
        tree_sha: string;
        stale: boolean;
        exit_code: number | null;
        output_ref: string | null;
        by: string;
        at: string;
      } | null;
    };
    NeedsAttention: {
      reason:
        | 'question'
        | 'permission'
        | 'plan'
        | 'review'
        | 'attempt_failed'
        | 'gates_failed'
        | 'conflict'
        | 'budget'
        | 'rounds_exhausted';
      since: string;
      ref: string | null;
    };
    Task: {
      id: string;
      project_id: string;
      number: number;
      key: string;
      title: string;
      description: string | null;
      status: S['TaskStatus'];
      rank: string;
      priority: S['Priority'];
      estimate: number | null;
      labels: string[];
      focus_files: string[];
      acceptance_criteria: S['Criterion'][];
      agent_id: string | null;
      depends_on: string[];
      branch_name: string | null;
      pr_url: string | null;
      needs_attention: S['NeedsAttention'] | null;
      latest_attempt: S['Attempt'] | null;
      archived_at: string | null;
      created_at: string;
      updated_at: string;
      version: number;
    };
    CreateTask: {
      title: string;
      description?: string;
      status?: S['TaskStatus'];
      acceptance_criteria?: { text: string }[];
      labels?: string[];
      priority?: S['Priority'];
      agent_id?: string;
      focus_files?: string[];
    };
    UpdateTask: {
      title?: string;
      description?: string | null;
      labels?: string[];
      priority?: S['Priority'];
      agent_id?: string | null;
      focus_files?: string[];
      version?: number;
    };
    MoveTask: { status: S['TaskStatus']; after_id?: string; before_id?: string; version?: number };
    Message: {
      id: string;
      task_id: string;
      sender_type: 'user' | 'lead' | 'dev' | 'verifier' | 'reviewer' | 'system';
      channel: 'web' | 'api' | 'telegram';
      content: string;
      reply_to: string | null;
      created_at: string;
    };
    Limits: {
      max_runtime_s: number | null;
      max_turns: number | null;
      max_tokens: number | null;
      max_cost_usd: number | null;
    };
    Agent: {
      id: string;
      name: string;
      adapter: 'command' | 'claude' | 'anthropic' | 'acp';
      preset: string | null;
      command: string | null;
      model: string | null;
      permission_mode: 'plan' | 'ask' | 'accept_edits' | 'full';
      sandbox: 'auto' | 'required' | 'off' | 'container';
      env_allow: string[];
      limits: S['Limits'];
      instructions: string | null;
      created_at: string;
      updated_at: string;
      version: number;
    };
    CreateAgent: {
      name: string;
      adapter: S['Agent']['adapter'];
      command?: string;
      preset?: string;
      sandbox?: S['Agent']['sandbox'];
      env_allow?: string[];
      limits?: Partial<S['Limits']>;
      instructions?: string;
    };
    UpdateAgent: Partial<S['CreateAgent']> & { version?: number };
    DetectedAgent: {
      preset: string;
      adapter: S['Agent']['adapter'];
      status: 'ready' | 'needs_auth' | 'not_installed';
      version: string | null;
      detail: string | null;
      hint: string | null;
    };
    AttemptStatus:
      | 'QUEUED'
      | 'RUNNING'
      | 'GATES_RUNNING'
      | 'REVIEW_READY'
      | 'PR_CREATED'
      | 'APPROVED_MERGED'
      | 'FAILED'
      | 'CANCELLED';
    GateName: 'install' | 'test' | 'lint';
    Gate: {
      gate: S['GateName'];
      command: string;
      status: 'queued' | 'running' | 'passed' | 'failed' | 'skipped' | 'timed_out' | 'error';
      exit_code: number | null;
      duration_ms: number | null;
      output_ref: string | null;
      tree_sha: string | null;
      stale: boolean;
      baseline: 'passed' | 'failed' | null;
      mutated_tree: boolean;
    };
    Usage: {
      input_tokens: number | null;
      output_tokens: number | null;
      cache_read_tokens: number | null;
      cost_usd: number | null;
    };
    DiffStats: { files: number; additions: number; deletions: number };
    Attempt: {
      id: string;
      task_id: string;
      parent_attempt_id: string | null;
      number: number;
      agent_id: string | null;
      status: S['AttemptStatus'];
      phase: 'preparing' | 'installing' | 'agent' | 'snapshot' | 'gates' | 'collecting' | 'merging' | null;
      failure: { reason: string; message: string; retryable: boolean } | null;
      closed: { reason: 'superseded' | 'discarded' | 'lost_comparison' | 'pr_closed'; by: string; at: string } | null;
      branch: string;
      base_branch: string;
      base_sha: string | null;
      head_sha: string | null;
      tree_sha: string | null;
      summary: string | null;
      feedback: string | null;
      gates: S['Gate'][];
      isolation: { kind: 'bubblewrap' | 'container' | 'process'; network: string; degraded_reason: string | null } | null;
      usage: S['Usage'] | null;
      last_seq: number;
      version: number;
      agent_name: string;
      cancel_requested_at: string | null;
      diff_stats: S['DiffStats'] | null;
      workspace_path: string | null;
      queued_at: string;
      started_at: string | null;
      finished_at: string | null;
      pr_url: string | null;
      merge_sha: string | null;
      merge: { base_sha: string; override: { reason: string; items: string[] } | null } | null;
    };
    Artifact: {
      id: string;
      kind: 'diff' | 'log' | 'gate_output' | 'summary' | 'transcript' | 'bundle';
      name: string;
      content_type: string;
      size: number;
      sha256: string;
      created_at: string;
    };
    AttemptEvent: { attempt_id: string; seq: number; ts: string; event: { kind: string; payload: { [key: string]: unknown } } };
    AttemptDetail: S['Attempt'] & { events: S['AttemptEvent'][]; artifacts: S['Artifact'][] };
    StartAttempt: { agent_id?: string; base_branch?: string };
    RequestChanges: { feedback: string; agent_id?: string };
    ApproveAttempt: { mode: 'merge' | 'pr'; override?: { reason: string; items: string[] } };
    MergePreview: {
      clean: boolean;
      conflicts: string[];
      ahead: number;
      behind: number;
      missing_evidence: string[];
      open_comments: number;
      overlaps: { attempt_id: string; paths: string[] }[];
    };
    DiffFile: {
      path: string;
      old_path: string | null;
      status: string;
      additions: number;
      deletions: number;
      binary: boolean;
      generated: boolean;
      too_large: boolean;
    };
    Diff: { base_sha: string; head_sha: string; stats: S['DiffStats']; files: S['DiffFile'][] };
    DiffLine: { t: ' ' | '+' | '-'; text: string };
    DiffHunk: {
      old_start: number;
      old_lines: number;
      new_start: number;
      new_lines: number;
      lines: S['DiffLine'][];
    };
    FileDiff: { path: string; hunks: S['DiffHunk'][]; next_hunk: number | null };
  };
}
