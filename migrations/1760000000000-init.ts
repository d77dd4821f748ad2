import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  // Who
  `create table users (
    id uuid primary key,
    email text unique,
    name text not null,
    created_at timestamptz not null default now()
  )`,
  `create table sign_in_links (
    token_hash text primary key,
    user_id uuid not null references users on delete cascade,
    expires_at timestamptz not null
  )`,
  `create table sessions (
    token_hash text primary key,
    user_id uuid not null references users on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create table api_tokens (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    name text not null,
    token_hash text not null unique,
    last4 text not null,
    created_at timestamptz not null default now(),
    last_used_at timestamptz
  )`,
  `create table idempotency_keys (
    user_id uuid not null references users on delete cascade,
    key text not null,
    request_hash text not null,
    status smallint,
    body json,
    created_at timestamptz not null default now(),
    primary key (user_id, key)
  )`,

  // Agents
  `create table agents (
    id uuid primary key,
    owner_id uuid not null references users on delete cascade,
    name text not null,
    adapter text not null,
    preset text,
    command text,
    model text,
    permission_mode text not null default 'full',
    sandbox text not null default 'auto',
    network text not null default 'open',
    env_allow text[] not null default '{}',
    limits jsonb not null default '{}',
    instructions text,
    mcp_servers jsonb not null default '{}',
    role text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1
  )`,
  `create index agents_owner on agents (owner_id, id)`,

  // Projects
  `create table projects (
    id uuid primary key,
    owner_id uuid not null references users on delete cascade,
    name text not null,
    key text not null,
    repo_url text,
    local_path text,
    github_repo text,
    github_install_id bigint,
    default_branch text not null,
    workflow text not null default 'solo',
    commands jsonb not null default '{}',
    setup jsonb not null default '{}',
    default_agent_id uuid references agents on delete set null,
    budgets jsonb not null default '{}',
    max_concurrent_attempts int not null default 4,
    column_limits jsonb not null default '{}',
    require_green_gates boolean not null default true,
    merge_method text not null default 'merge',
    knowledge text not null default 'repo',
    network text not null default 'open',
    next_task_number int not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    check ((repo_url is null) <> (local_path is null))
  )`,
  `create index projects_owner on projects (owner_id, id)`,
  `create unique index projects_key on projects (owner_id, key)`,
  `create table project_secrets (
    project_id uuid not null references projects on delete cascade,
    kind text not null,
    name text not null,
    sealed text not null,
    created_at timestamptz not null default now(),
    primary key (project_id, kind, name)
  )`,

  // Tasks
  `create table tasks (
    id uuid primary key,
    project_id uuid not null references projects on delete cascade,
    number int not null,
    title text not null,
    description text not null default '',
    status text not null default 'inbox',
    rank text collate "C" not null,
    priority text not null default 'none',
    estimate real,
    labels text[] not null default '{}',
    focus_files text[] not null default '{}',
    agent_id uuid references agents on delete set null,
    depends_on uuid[] not null default '{}',
    branch_name text,
    pr_url text,
    stage text,
    needs_attention jsonb,
    latest_attempt jsonb,
    head_sha text,
    verified_sha text,
    reviewed_sha text,
    archived_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version int not null default 1,
    unique (project_id, number)
  )`,
  `create index tasks_board on tasks (project_id, status, rank, id) where archived_at is null`,
  `create index tasks_labels on tasks using gin (labels)`,
  `create index tasks_agent on tasks (agent_id) where agent_id is not null`,
  `create index tasks_attention on tasks (project_id) where needs_attention is not null`,
  `create table criteria (
    id uuid primary key,
    task_id uuid not null references tasks on delete cascade,
    position int not null,
    text text not null,
    done boolean not null default false,
    "check" jsonb,
    evidence jsonb
  )`,
  `create index criteria_task on criteria (task_id, position)`,
  `create table messages (
    id uuid primary key,
    task_id uuid not null references tasks on delete cascade,
    sender_type text not null,
    channel text not null,
    content text not null,
    reply_to uuid,
    created_at timestamptz not null default now()
  )`,
  `create index messages_task on messages (task_id, id)`,

  // Attempts
  `create table attempts (
    id uuid primary key,
    task_id uuid not null references tasks on delete cascade,
    project_id uuid not null references projects on delete cascade,
    parent_attempt_id uuid references attempts on delete set null,
    number int not null,
    agent_id uuid references agents on delete set null,
    agent jsonb not null,
    install_first boolean not null default false,
    status text not null,
    phase text,
    failure jsonb,
    closed jsonb,
    branch text not null,
    base_branch text not null,
    base_sha text,
    start_sha text,
    head_sha text,
    tree_sha text,
    summary text,
    feedback text,
    diff_stats jsonb,
    isolation jsonb,
    usage jsonb,
    merge_sha text,
    merge jsonb,
    pr_url text,
    workspace_path text,
    gates_wanted text[] not null default '{}',
    gates_round int not null default 0,
    pipeline_errors int not null default 0,
    cancel_requested_at timestamptz,
    queued_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    last_seq int not null default 0,
    host_id text,
    lease_owner text,
    lease_expires_at timestamptz,
    fence bigint not null default 0,
    version int not null default 1,
    unique (task_id, number)
  )`,
  `create index attempts_project on attempts (project_id, queued_at)`,
  // The work that is left: what the processor and the sweeper look at.
  `create index attempts_unfinished on attempts (queued_at)
    where status in ('QUEUED', 'RUNNING', 'GATES_RUNNING')`,
  `create table attempt_events (
    attempt_id uuid not null references attempts on delete cascade,
    seq int not null,
    ts timestamptz not null,
    kind text not null,
    payload json not null,
    primary key (attempt_id, seq)
  )`,
  `create table runs (
    id uuid primary key,
    attempt_id uuid not null references attempts on delete cascade,
    purpose text not null,
    role text,
    token text not null,
    directory text not null,
    state text not null default 'starting',
    spool_offset bigint not null default 0,
    usage jsonb,
    outcome jsonb,
    started_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  `create index runs_attempt on runs (attempt_id, started_at)`,
  `create table gate_results (
    attempt_id uuid not null references attempts on delete cascade,
    gate text not null,
    command text not null,
    status text not null,
    exit_code int,
    duration_ms int,
    output_ref uuid,
    tree_sha text,
    baseline text,
    mutated_tree boolean not null default false,
    finished_at timestamptz,
    primary key (attempt_id, gate)
  )`,
  `create table gate_baselines (
    project_id uuid not null references projects on delete cascade,
    tree_sha text not null,
    gate text not null,
    command_hash text not null,
    status text not null,
    created_at timestamptz not null default now(),
    primary key (project_id, tree_sha, gate, command_hash)
  )`,
  `create table artifacts (
    id uuid primary key,
    attempt_id uuid not null references attempts on delete cascade,
    kind text not null,
    name text not null,
    content_type text not null,
    size bigint not null,
    sha256 text not null,
    storage_key text not null,
    created_at timestamptz not null default now(),
    unique (attempt_id, name)
  )`,
  `create table merges (
    id uuid primary key,
    attempt_id uuid not null references attempts on delete cascade,
    project_id uuid not null references projects on delete cascade,
    state text not null default 'intended',
    base_branch text not null,
    base_sha text not null,
    head_sha text not null,
    result_sha text not null,
    override jsonb,
    created_at timestamptz not null default now(),
    finished_at timestamptz
  )`,
  // At most one merge of an attempt is under way or done.
  `create unique index merges_live on merges (attempt_id) where state <> 'dropped'`,
];

export class Init1760000000000 implements MigrationInterface {
  name = 'Init1760000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const tables =
      'merges, artifacts, gate_baselines, gate_results, runs, attempt_events, attempts, messages, criteria, tasks,' +
      ' project_secrets, projects, agents, idempotency_keys, api_tokens, sessions, sign_in_links, users';
    await queryRunner.query(`drop table ${tables}`);
  }
}
