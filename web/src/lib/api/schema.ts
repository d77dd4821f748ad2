/** Made by `npm run generate:api` from the OpenAPI document of the server; do not edit. */
export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: operations["Operations_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Database, queue and disk can be used. */
        get: operations["Operations_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus. */
        get: operations["Operations_scrape"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in with the token of a link */
        post: operations["Session_signIn"];
        /** Sign out */
        delete: operations["Session_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed-in user */
        get: operations["Session_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List API tokens */
        get: operations["Tokens_list"];
        put?: never;
        /** Create an API token */
        post: operations["Tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token */
        delete: operations["Tokens_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects */
        get: operations["Projects_list"];
        put?: never;
        /** Create a project from a local path or a URL */
        post: operations["Projects_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at a repository before it becomes a project: its branches, and commands that its own files suggest */
        post: operations["Projects_inspect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a project */
        get: operations["Projects_read"];
        put?: never;
        post?: never;
        /** Delete a project; its repository stays as it is */
        delete: operations["Projects_remove"];
        options?: never;
        head?: never;
        /** Change a project */
        patch: operations["Projects_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check whether the tasks of a project can run */
        post: operations["Projects_validate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/env": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Store environment variables for runs and gates; null takes one away, the others stay */
        put: operations["Projects_changeEnv"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/repo-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Store the token that the server fetches and pushes with */
        put: operations["Projects_setRepoToken"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List stored keys of model providers, without their values */
        get: operations["Keys_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Store or replace a key; runs of profiles that need it get it, in place of the server's own */
        put: operations["Keys_store"];
        post?: never;
        /** Remove a stored key */
        delete: operations["Keys_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/local-folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List folders of the server's machine, to pick a repository from; in local mode only */
        get: operations["LocalFolders_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks of a project, in the order of its board */
        get: operations["Tasks_list"];
        put?: never;
        /** Create a task in a project */
        post: operations["Tasks_createInProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a task */
        post: operations["Tasks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a task */
        get: operations["Tasks_read"];
        put?: never;
        post?: never;
        /** Delete a task */
        delete: operations["Tasks_remove"];
        options?: never;
        head?: never;
        /** Change a task */
        patch: operations["Tasks_update"];
        trace?: never;
    };
    "/api/tasks/{task_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move a card on the board */
        post: operations["Tasks_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a card off the board */
        post: operations["Tasks_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/unarchive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an archived card back on the board */
        post: operations["Tasks_unarchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand a task to the lead (workflow team) */
        post: operations["TaskStages_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the verifier (workflow team) */
        post: operations["TaskStages_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the reviewer (workflow team) */
        post: operations["TaskStages_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/criteria": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an acceptance criterion */
        post: operations["Criteria_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/criteria/{criterion_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete an acceptance criterion */
        delete: operations["Criteria_remove"];
        options?: never;
        head?: never;
        /** Change an acceptance criterion */
        patch: operations["Criteria_update"];
        trace?: never;
    };
    "/api/tasks/{task_id}/subtasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the subtasks of a task, in their order */
        get: operations["Subtasks_list"];
        put?: never;
        /** Add a subtask, behind the others */
        post: operations["Subtasks_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subtasks/{subtask_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a subtask */
        delete: operations["Subtasks_remove"];
        options?: never;
        head?: never;
        /** Change a subtask, or its place */
        patch: operations["Subtasks_update"];
        trace?: never;
    };
    "/api/tasks/{task_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the thread of a task, the oldest message first */
        get: operations["Messages_list"];
        put?: never;
        /** Write into the thread of a task */
        post: operations["Messages_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/needs-attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tasks of all projects that wait for a person, the longest wait first */
        get: operations["NeedsAttention_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your saved filters of a project's board, in their order */
        get: operations["SavedFilters_list"];
        put?: never;
        /** Save a filter under a name */
        post: operations["SavedFilters_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a saved filter */
        delete: operations["SavedFilters_remove"];
        options?: never;
        head?: never;
        /** Rename, change or move a saved filter */
        patch: operations["SavedFilters_update"];
        trace?: never;
    };
    "/api/projects/{project_id}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the messages that you have not read, for each task on the board */
        get: operations["TaskReads_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark the thread of a task as read up to a message */
        put: operations["TaskReads_mark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List agent profiles */
        get: operations["Agents_list"];
        put?: never;
        /** Create an agent profile */
        post: operations["Agents_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/detected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look for known agents on the server's machine */
        get: operations["Agents_detected"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Say of each profile whether it could run here, and what it lacks */
        get: operations["Agents_listReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agent_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an agent profile */
        get: operations["Agents_read"];
        put?: never;
        post?: never;
        /** Delete an agent profile */
        delete: operations["Agents_remove"];
        options?: never;
        head?: never;
        /** Change an agent profile; attempts under way keep the one that they began with */
        patch: operations["Agents_update"];
        trace?: never;
    };
    "/api/agents/{agent_id}/hello": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a profile once in an empty repository, contained like an attempt, and say how that went */
        post: operations["Agents_hello"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The task's attempts, newest first. */
        get: operations["Attempts_list"];
        put?: never;
        /** Starts one attempt, or with `agent_ids` several to compare. */
        post: operations["Attempts_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{project_id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The attempts of all tasks of a project, newest first. */
        get: operations["Attempts_listOfProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** In solo the same as starting an attempt. */
        post: operations["Attempts_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tasks/{task_id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The task's attempts side by side, oldest first; without those that were sent back or discarded. */
        get: operations["Attempts_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One attempt with its last 100 events and its artifacts. */
        get: operations["Attempts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for the end of an attempt that is queued or under way; what it did is kept. */
        post: operations["Attempts_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/input": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers what the agent asked: a decision about a permission or a plan, or answers to its questions. */
        post: operations["Attempts_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/rerun-gates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs the gates again on the head. */
        post: operations["Attempts_rerunGates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/request-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts the next attempt from this one's result, with feedback. */
        post: operations["Attempts_requestChanges"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merges the result into its base branch. */
        post: operations["Attempts_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes an attempt that is not wanted; its branch and artifacts stay until retention. */
        post: operations["Attempts_discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/pick": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chooses this attempt: the task's other open ones are closed as `lost_comparison`, those under way are cancelled. */
        post: operations["Attempts_pick"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/update-from-base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merges the base branch into the attempt's branch when that is clean. */
        post: operations["Attempts_updateFromBase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events after a number, or before one. */
        get: operations["Attempts_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The artifacts of an attempt. */
        get: operations["Attempts_artifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of the attempt's change. */
        get: operations["Attempts_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/diff/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hunks of one file, by page. */
        get: operations["Attempts_diffFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/merge-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a merge would meet; touches nothing. */
        get: operations["Attempts_mergePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/artifacts/{artifact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stored bytes, whole or by `Range`. */
        get: operations["Artifacts_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/attempts/{attempt_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The comments on the attempt's diff, those of the attempts that it goes on from among them; oldest first. */
        get: operations["Comments_list"];
        put?: never;
        /** Comments on lines of the attempt's diff. */
        post: operations["Comments_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes a comment that no agent was given yet. */
        delete: operations["Comments_remove"];
        options?: never;
        head?: never;
        /** Edits a comment, resolves it, or opens it again. */
        patch: operations["Comments_update"];
        trace?: never;
    };
    "/api/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs, outcomes, time, tokens and cost by day, agent and project, and what today has cost */
        get: operations["Insights_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Liveness: {
            ok: boolean;
        };
        ReadinessCheck: {
            name: string;
            ok: boolean;
            /** @description What is wrong. */
            detail: string | null;
        };
        Readiness: {
            ok: boolean;
            checks: components["schemas"]["ReadinessCheck"][];
        };
        SignIn: {
            /** @description From the fragment of the sign-in link. */
            token: string;
        };
        Me: {
            id: string;
            email: string | null;
            name: string;
            /** @enum {string} */
            auth_mode: "local" | "multi";
        };
        Token: {
            id: string;
            name: string;
            /** @description The end of the token, to tell it from others. */
            last4: string;
            created_at: string;
            last_used_at: string | null;
        };
        TokenList: {
            items: components["schemas"]["Token"][];
            next_cursor: string | null;
        };
        CreateToken: {
            /** @description What the token is for. */
            name: string;
        };
        CreatedToken: {
            id: string;
            name: string;
            /** @description The end of the token, to tell it from others. */
            last4: string;
            created_at: string;
            last_used_at: string | null;
            /** @description Shown this once. */
            token: string;
        };
        Command: {
            /** @description Run by `sh -c` in the root of the workspace. */
            run: string;
            /** @default 900 */
            timeout_s: number;
        };
        Commands: {
            install: components["schemas"]["Command"] | null;
            test: components["schemas"]["Command"] | null;
            lint: components["schemas"]["Command"] | null;
        };
        Setup: {
            install_first: boolean;
            workspace_files: string[];
            /** @description The names that were given to `PUT /api/projects/{id}/env`. */
            env_names: string[];
        };
        Budgets: {
            max_runtime_s: number | null;
            max_attempts_per_hour: number | null;
            max_tokens: number | null;
            max_cost_usd: number | null;
            max_cost_usd_per_day: number | null;
            max_rounds: number;
        };
        ColumnLimits: {
            inbox?: number;
            assigned?: number;
            in_progress?: number;
            review?: number;
            done?: number;
        };
        ProjectResponse: {
            /** @enum {string} */
            workflow: "solo" | "team";
            /** @enum {string} */
            merge_method: "merge" | "squash";
            /** @enum {string} */
            knowledge: "repo" | "server";
            /** @enum {string} */
            network: "open" | "proxy" | "none";
            id: string;
            owner_id: string;
            name: string;
            /** @description 2-6 letters; the task keys begin with it. */
            key: string;
            repo_url: string | null;
            local_path: string | null;
            github_repo: string | null;
            github_install_id: number | null;
            default_branch: string;
            commands: components["schemas"]["Commands"];
            setup: components["schemas"]["Setup"];
            default_agent_id: string | null;
            budgets: components["schemas"]["Budgets"];
            max_concurrent_attempts: number;
            column_limits: components["schemas"]["ColumnLimits"];
            require_green_gates: boolean;
            network_allow: string[];
            /** @description Every label that a task of the project has. */
            labels: string[];
            created_at: string;
            updated_at: string;
            version: number;
        };
        ProjectPage: {
            items: components["schemas"]["ProjectResponse"][];
            next_cursor: string | null;
        };
        CommandsInput: {
            install?: string | {
                run: string;
                /** @default 900 */
                timeout_s: number;
            } | null;
            test?: string | {
                run: string;
                /** @default 900 */
                timeout_s: number;
            } | null;
            lint?: string | {
                run: string;
                /** @default 900 */
                timeout_s: number;
            } | null;
        };
        SetupInput: {
            /** @description Run the install command in the workspace before the agent starts. */
            install_first?: boolean;
            /** @description Untracked files, as globs, that are copied from `local_path` into each workspace. */
            workspace_files?: string[];
        };
        BudgetsInput: {
            max_runtime_s?: number | null;
            max_attempts_per_hour?: number | null;
            max_tokens?: number | null;
            max_cost_usd?: number | null;
            max_cost_usd_per_day?: number | null;
            max_rounds?: number;
        };
        ColumnLimitsInput: {
            inbox?: number | null;
            assigned?: number | null;
            in_progress?: number | null;
            review?: number | null;
            done?: number | null;
        };
        CreateProject: {
            /** @enum {string} */
            workflow?: "solo" | "team";
            /** @enum {string} */
            merge_method?: "merge" | "squash";
            /** @enum {string} */
            knowledge?: "repo" | "server";
            /** @enum {string} */
            network?: "open" | "proxy" | "none";
            name: string;
            /** @description Exactly one of `repo_url` and `local_path`. */
            repo_url?: string | null;
            /** @description The absolute path of a repository on the server's machine. */
            local_path?: string | null;
            /** @description Detected from the repository when absent. */
            default_branch?: string;
            commands?: components["schemas"]["CommandsInput"];
            setup?: components["schemas"]["SetupInput"];
            /** Format: uuid */
            default_agent_id?: string | null;
            budgets?: components["schemas"]["BudgetsInput"];
            max_concurrent_attempts?: number;
            column_limits?: components["schemas"]["ColumnLimitsInput"];
            require_green_gates?: boolean;
            /**
             * @description Hosts that runs reach when `network` is `proxy`: `example.com`, `*.example.com`, either with `:port`. Only public
             *     addresses are reached.
             */
            network_allow?: string[];
        };
        InspectSource: {
            /** @description Exactly one of `repo_url` and `local_path`. */
            repo_url?: string | null;
            /** @description The absolute path of a repository on the server's machine. */
            local_path?: string | null;
        };
        SuggestedCommand: {
            run: string;
            /** @description The file of the repository that suggests it. */
            source: string;
        };
        SuggestedCommands: {
            install: components["schemas"]["SuggestedCommand"] | null;
            test: components["schemas"]["SuggestedCommand"] | null;
            lint: components["schemas"]["SuggestedCommand"] | null;
        };
        Inspection: {
            /** @description A name for the project. */
            name: string;
            /** @description Null when the repository does not say. */
            default_branch: string | null;
            /** @description At most 200. */
            branches: string[];
            /** @description Read from the files of the default branch; nothing of them was run. */
            commands: components["schemas"]["SuggestedCommands"];
            warnings: string[];
        };
        UpdateProject: {
            /** @enum {string} */
            workflow?: "solo" | "team";
            /** @enum {string} */
            merge_method?: "merge" | "squash";
            /** @enum {string} */
            knowledge?: "repo" | "server";
            /** @enum {string} */
            network?: "open" | "proxy" | "none";
            name?: string;
            /** @description The version that the change is meant for; a stale one is refused with 409. */
            version?: number;
            /** @description Detected from the repository when absent. */
            default_branch?: string;
            commands?: components["schemas"]["CommandsInput"];
            setup?: components["schemas"]["SetupInput"];
            /** Format: uuid */
            default_agent_id?: string | null;
            budgets?: components["schemas"]["BudgetsInput"];
            max_concurrent_attempts?: number;
            column_limits?: components["schemas"]["ColumnLimitsInput"];
            require_green_gates?: boolean;
            /**
             * @description Hosts that runs reach when `network` is `proxy`: `example.com`, `*.example.com`, either with `:port`. Only public
             *     addresses are reached.
             */
            network_allow?: string[];
        };
        ValidationCheck: {
            /** @enum {string} */
            name: "git_version" | "repo_reachable" | "is_repository" | "has_commits" | "branch_exists" | "not_shallow" | "lfs" | "command_install" | "command_test" | "command_lint" | "agent_ready" | "sandbox" | "disk" | "github";
            ok: boolean;
            detail: string;
            hint: string | null;
        };
        ValidationResponse: {
            /** @description Whether tasks of the project can run. A sandbox that does not work here does not stop them. */
            ok: boolean;
            checks: components["schemas"]["ValidationCheck"][];
        };
        SetRepoToken: {
            /** @description Null takes the stored token away. */
            token: string | null;
        };
        KeyResponse: {
            /** @enum {string} */
            provider: "anthropic" | "openai" | "gemini" | "github";
            /** @description Null: for all projects that have none of their own. */
            project_id: string | null;
            /** @description The end of the key, to tell it from others; the rest is never read back. */
            last4: string;
            created_at: string;
        };
        KeyList: {
            items: components["schemas"]["KeyResponse"][];
        };
        StoreKey: {
            value: string;
        };
        LocalFolder: {
            name: string;
            path: string;
            /** @description It is a git repository, as far as its looks go. */
            is_repository: boolean;
            /** @description Its name begins with a dot. */
            hidden: boolean;
            /** @description False for one that the server may not open. */
            readable: boolean;
        };
        LocalFolders: {
            path: string;
            /** @description Null at the root. */
            parent: string | null;
            is_repository: boolean;
            /** @description By name, the hidden ones last; at most 1,000. */
            folders: components["schemas"]["LocalFolder"][];
            /** @description There are more than are listed. */
            truncated: boolean;
            /** @description Folders that hold repositories of the latest projects. */
            recent: string[];
        };
        Object: Record<string, never>;
        CriterionCheck: {
            /** @enum {string} */
            kind: "command" | "file" | "agent";
            /** @description With kind `command`. */
            run?: string;
            /** @description With kind `file`. */
            path?: string;
            /** @description With kind `file`. */
            contains?: string;
        };
        CriterionEvidence: {
            /** @enum {string} */
            status: "passed" | "failed";
            tree_sha: string;
            stale: boolean;
            exit_code: number | null;
            output_ref: string | null;
            by: string;
            at: string;
        };
        CriterionResponse: {
            id: string;
            text: string;
            done: boolean;
            check: components["schemas"]["CriterionCheck"] | null;
            evidence: components["schemas"]["CriterionEvidence"] | null;
        };
        SubtaskCounts: {
            done: number;
            total: number;
        };
        NeedsAttention: {
            /** @enum {string} */
            reason: "question" | "permission" | "plan" | "review" | "attempt_failed" | "gates_failed" | "conflict" | "budget" | "rounds_exhausted";
            since: string;
            /** @description What it is about: the id of an attempt, a request or a message. */
            ref: string | null;
        };
        LatestAttemptFailure: {
            /** @enum {string} */
            reason: "workspace_prepare_failed" | "agent_not_ready" | "agent_failed" | "agent_timeout" | "budget_exceeded" | "rate_limited" | "auth_failed" | "interrupted" | "workspace_lost" | "disk_full" | "handoff_incomplete" | "internal";
            message: string;
            retryable: boolean;
        };
        LatestAttemptClosed: {
            /** @enum {string} */
            reason: "superseded" | "discarded" | "lost_comparison" | "pr_closed";
            by: string | null;
            at: string;
        };
        LatestAttemptGate: {
            /** @enum {string} */
            gate: "install" | "test" | "lint";
            /** @enum {string} */
            status: "queued" | "running" | "passed" | "failed" | "skipped" | "timed_out" | "error";
            stale: boolean;
        };
        LatestAttemptDiff: {
            files: number;
            additions: number;
            deletions: number;
        };
        LatestAttemptWaiting: {
            until: string;
            message: string;
        };
        AttemptOverlap: {
            attempt_id: string;
            task_id: string;
            /** @description Such as `ANT-12`. */
            task_key: string;
            /** @description The first five. */
            paths: string[];
            /** @description Of all that both touch. */
            count: number;
        };
        LatestAttempt: {
            /** @enum {string} */
            status: "QUEUED" | "RUNNING" | "GATES_RUNNING" | "REVIEW_READY" | "PR_CREATED" | "APPROVED_MERGED" | "FAILED" | "CANCELLED";
            /** @enum {string|null} */
            phase: "preparing" | "installing" | "agent" | "snapshot" | "gates" | "collecting" | "merging" | null;
            id: string;
            number: number;
            agent_id: string | null;
            failure: components["schemas"]["LatestAttemptFailure"] | null;
            closed: components["schemas"]["LatestAttemptClosed"] | null;
            gates: components["schemas"]["LatestAttemptGate"][];
            diff: components["schemas"]["LatestAttemptDiff"] | null;
            cost_usd: number | null;
            waiting: components["schemas"]["LatestAttemptWaiting"] | null;
            /** @description Comments on its diff that still ask for something. */
            open_comments: number;
            /** @description What it does just now, in a few words. */
            activity: string | null;
            /** @description Attempts of other tasks, under way or in review, that touch the same files; at most ten. */
            overlaps: components["schemas"]["AttemptOverlap"][];
            queued_at: string;
            started_at: string | null;
            finished_at: string | null;
        };
        TaskResponse: {
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "done";
            /** @enum {string} */
            priority: "none" | "low" | "medium" | "high" | "urgent";
            id: string;
            project_id: string;
            number: number;
            /** @description Such as `ANT-12`. */
            key: string;
            title: string;
            description: string;
            /** @description Orders the cards of a column, compared byte by byte; equal ones by id. */
            rank: string;
            /** @description Points. */
            estimate: number | null;
            labels: string[];
            focus_files: string[];
            acceptance_criteria: components["schemas"]["CriterionResponse"][];
            subtasks: components["schemas"]["SubtaskCounts"];
            /** @description How many messages its thread has. */
            message_count: number;
            agent_id: string | null;
            depends_on: string[];
            branch_name: string | null;
            pr_url: string | null;
            /** @description What the team does with the task now; null in solo. */
            stage: string | null;
            needs_attention: components["schemas"]["NeedsAttention"] | null;
            latest_attempt: components["schemas"]["LatestAttempt"] | null;
            archived_at: string | null;
            created_at: string;
            updated_at: string;
            version: number;
        };
        TaskPage: {
            items: components["schemas"]["TaskResponse"][];
            next_cursor: string | null;
        };
        ListedCriterionInput: {
            /** Format: uuid */
            id?: string;
            text: string;
            done?: boolean;
            check?: components["schemas"]["CriterionCheck"] | null;
        };
        CreateTask: {
            /** @enum {string} */
            priority?: "none" | "low" | "medium" | "high" | "urgent";
            /** @description Replaces the list; what keeps its `id` or its text keeps its evidence. */
            acceptance_criteria?: (string | components["schemas"]["ListedCriterionInput"])[];
            title: string;
            description?: string;
            /** @description Points. */
            estimate?: number | null;
            /** @description Stored trimmed, in lower case, with dashes for gaps, each once. */
            labels?: string[];
            /** @description Paths or globs inside the repository. */
            focus_files?: string[];
            /** Format: uuid */
            agent_id?: string | null;
            /** @description Tasks of the same project that come first. */
            depends_on?: string[];
        };
        CreateTaskInProject: {
            /** @enum {string} */
            priority?: "none" | "low" | "medium" | "high" | "urgent";
            /** @description Replaces the list; what keeps its `id` or its text keeps its evidence. */
            acceptance_criteria?: (string | components["schemas"]["ListedCriterionInput"])[];
            title: string;
            description?: string;
            /** @description Points. */
            estimate?: number | null;
            /** @description Stored trimmed, in lower case, with dashes for gaps, each once. */
            labels?: string[];
            /** @description Paths or globs inside the repository. */
            focus_files?: string[];
            /** Format: uuid */
            agent_id?: string | null;
            /** @description Tasks of the same project that come first. */
            depends_on?: string[];
            /** Format: uuid */
            project_id: string;
        };
        UpdateTask: {
            /** @enum {string} */
            priority?: "none" | "low" | "medium" | "high" | "urgent";
            /** @description Replaces the list; what keeps its `id` or its text keeps its evidence. */
            acceptance_criteria?: (string | components["schemas"]["ListedCriterionInput"])[];
            title?: string;
            /** @description The version that the change is meant for; a stale one is refused with 409. */
            version?: number;
            description?: string;
            /** @description Points. */
            estimate?: number | null;
            /** @description Stored trimmed, in lower case, with dashes for gaps, each once. */
            labels?: string[];
            /** @description Paths or globs inside the repository. */
            focus_files?: string[];
            /** Format: uuid */
            agent_id?: string | null;
            /** @description Tasks of the same project that come first. */
            depends_on?: string[];
        };
        MoveTask: {
            /** @enum {string} */
            status: "inbox" | "assigned" | "in_progress" | "review" | "done";
            /**
             * Format: uuid
             * @description Directly below this card of the column.
             */
            after_id?: string | null;
            /**
             * Format: uuid
             * @description Directly above this card of the column.
             */
            before_id?: string | null;
            /** @description Counted from 0 among the other cards of the column. */
            index?: number;
            version?: number;
        };
        CriterionInput: {
            text: string;
            done?: boolean;
            check?: components["schemas"]["CriterionCheck"] | null;
        };
        UpdateCriterion: {
            text?: string;
            done?: boolean;
            check?: components["schemas"]["CriterionCheck"] | null;
        };
        SubtaskResponse: {
            /** @enum {string} */
            status: "pending" | "running" | "done" | "failed";
            id: string;
            task_id: string;
            position: number;
            title: string;
            inputs: string;
            outputs: string;
            test_plan: string;
            /** @description The agent thread that works on it, or did. */
            thread_id: string | null;
        };
        SubtaskPage: {
            items: components["schemas"]["SubtaskResponse"][];
            next_cursor: string | null;
        };
        CreateSubtask: {
            /** @enum {string} */
            status?: "pending" | "running" | "done" | "failed";
            title: string;
            /** @description What it starts from. */
            inputs?: string;
            /** @description What it leaves behind. */
            outputs?: string;
            /** @description How it is proved. */
            test_plan?: string;
        };
        UpdateSubtask: {
            /** @enum {string} */
            status?: "pending" | "running" | "done" | "failed";
            title?: string;
            /** @description Its place among the task's subtasks, counted from 0; the others make room. */
            position?: number;
            /** @description What it starts from. */
            inputs?: string;
            /** @description What it leaves behind. */
            outputs?: string;
            /** @description How it is proved. */
            test_plan?: string;
        };
        MessageResponse: {
            /** @enum {string} */
            sender_type: "user" | "lead" | "dev" | "verifier" | "reviewer" | "system";
            /** @enum {string} */
            channel: "web" | "api" | "telegram";
            id: string;
            task_id: string;
            content: string;
            reply_to: string | null;
            created_at: string;
        };
        MessagePage: {
            items: components["schemas"]["MessageResponse"][];
            next_cursor: string | null;
        };
        CreateMessage: {
            content: string;
            /**
             * Format: uuid
             * @description Another message of the same task.
             */
            reply_to?: string | null;
        };
        FilterQuery: {
            /** @enum {string} */
            status?: "inbox" | "assigned" | "in_progress" | "review" | "done";
            /** @enum {string} */
            priority?: "none" | "low" | "medium" | "high" | "urgent";
            /** @enum {string} */
            is?: "needs_you" | "running" | "stale";
            /** @description Words that a card must have, each somewhere. */
            q?: string;
            label?: string;
            /**
             * Format: uuid
             * @description The id of the agent that the card shows.
             */
            agent?: string;
        };
        FilterResponse: {
            id: string;
            project_id: string;
            name: string;
            query: components["schemas"]["FilterQuery"];
            /** @description From 0, without gaps. */
            position: number;
        };
        FilterList: {
            items: components["schemas"]["FilterResponse"][];
        };
        CreateFilter: {
            name: string;
            query: components["schemas"]["FilterQuery"];
        };
        UpdateFilter: {
            name?: string;
            query?: components["schemas"]["FilterQuery"];
            /** @description Its place in the list, from 0; the others make room. */
            position?: number;
        };
        UnreadCount: {
            task_id: string;
            /** @description Messages of others that came after the last one read. */
            count: number;
        };
        UnreadList: {
            /** @description Only tasks that have any. */
            items: components["schemas"]["UnreadCount"][];
        };
        MarkRead: {
            /**
             * Format: uuid
             * @description The newest message that was seen; all before it count as read too.
             */
            message_id: string;
        };
        AgentLimits: {
            max_runtime_s: number | null;
            max_turns: number | null;
            max_tokens: number | null;
            max_cost_usd: number | null;
            /** @description Of this profile, over all projects. */
            max_attempts_per_hour: number | null;
        };
        AgentResponse: {
            /** @enum {string} */
            adapter: "command" | "claude" | "anthropic" | "acp";
            /** @enum {string} */
            permission_mode: "plan" | "ask" | "accept_edits" | "full";
            /** @enum {string} */
            sandbox: "auto" | "required" | "off" | "container";
            /** @enum {string} */
            network: "open" | "proxy" | "none";
            mcp_servers: {
                [key: string]: unknown;
            };
            /** @enum {string|null} */
            role: "lead" | "dev" | "verifier" | "reviewer" | null;
            id: string;
            name: string;
            preset: string | null;
            command: string | null;
            model: string | null;
            env_allow: string[];
            limits: components["schemas"]["AgentLimits"];
            instructions: string | null;
            created_at: string;
            updated_at: string;
            version: number;
        };
        AgentPage: {
            items: components["schemas"]["AgentResponse"][];
            next_cursor: string | null;
        };
        AgentLimitsInput: {
            max_runtime_s?: number | null;
            max_turns?: number | null;
            max_tokens?: number | null;
            max_cost_usd?: number | null;
            /** @description Of this profile, over all projects. */
            max_attempts_per_hour?: number | null;
        };
        CreateAgent: {
            /** @enum {string} */
            permission_mode?: "plan" | "ask" | "accept_edits" | "full";
            /** @enum {string} */
            sandbox?: "auto" | "required" | "off" | "container";
            /** @enum {string} */
            network?: "open" | "proxy" | "none";
            /** @enum {string|null} */
            role?: "lead" | "dev" | "verifier" | "reviewer" | null;
            /** @enum {string} */
            adapter: "command" | "claude" | "anthropic" | "acp";
            name: string;
            /** @description The known program that the profile was made from, such as `gemini`. */
            preset?: string | null;
            /**
             * @description Run by `sh -c` in the workspace. With adapter `command` it gets the task on stdin, in AGENT_PROMPT and in the file
             *     AGENT_PROMPT_FILE; with `acp` it speaks the Agent Client Protocol, and a preset brings its own. With `claude` it is the whole path of another Claude
             *     Code than the one that is found.
             */
            command?: string | null;
            model?: string | null;
            /** @description Variables of the server's environment that a run may have. */
            env_allow?: string[];
            limits?: components["schemas"]["AgentLimitsInput"];
            instructions?: string | null;
            mcp_servers?: {
                [key: string]: unknown;
            };
        };
        DetectedAgent: {
            /**
             * @description The adapter that runs it best.
             * @enum {string}
             */
            adapter: "command" | "claude" | "anthropic" | "acp";
            /** @enum {string} */
            status: "ready" | "needs_auth" | "not_installed";
            preset: string;
            version: string | null;
            /** @description For the profile; null where the adapter knows how to start it. */
            command: string | null;
            /** @description Installs it, where it is missing; null for what is part of Antfarm. */
            install: string | null;
            /** @description Variables with which a profile of it is signed in, as far as this server can hand them out: for `env_allow`. */
            env_allow: string[];
            detail: string;
            hint: string | null;
        };
        DetectedAgents: {
            items: components["schemas"]["DetectedAgent"][];
        };
        AgentReadinessItem: {
            /**
             * @description What is missing.
             * @enum {string|null}
             */
            fault: "command" | "program" | "key" | "container" | null;
            agent_id: string;
            ok: boolean;
            detail: string;
            hint: string | null;
        };
        AgentReadinessList: {
            items: components["schemas"]["AgentReadinessItem"][];
        };
        UpdateAgent: {
            /** @enum {string} */
            permission_mode?: "plan" | "ask" | "accept_edits" | "full";
            /** @enum {string} */
            sandbox?: "auto" | "required" | "off" | "container";
            /** @enum {string} */
            network?: "open" | "proxy" | "none";
            /** @enum {string|null} */
            role?: "lead" | "dev" | "verifier" | "reviewer" | null;
            /** @enum {string} */
            adapter?: "command" | "claude" | "anthropic" | "acp";
            name?: string;
            /** @description The version that the change is meant for; a stale one is refused with 409. */
            version?: number;
            /** @description The known program that the profile was made from, such as `gemini`. */
            preset?: string | null;
            /**
             * @description Run by `sh -c` in the workspace. With adapter `command` it gets the task on stdin, in AGENT_PROMPT and in the file
             *     AGENT_PROMPT_FILE; with `acp` it speaks the Agent Client Protocol, and a preset brings its own. With `claude` it is the whole path of another Claude
             *     Code than the one that is found.
             */
            command?: string | null;
            model?: string | null;
            /** @description Variables of the server's environment that a run may have. */
            env_allow?: string[];
            limits?: components["schemas"]["AgentLimitsInput"];
            instructions?: string | null;
            mcp_servers?: {
                [key: string]: unknown;
            };
        };
        SayHello: {
            /**
             * Format: uuid
             * @description Runs with this project's environment, keys and network.
             */
            project_id?: string | null;
        };
        HelloIsolation: {
            /** @enum {string} */
            kind: "bubblewrap" | "container" | "process";
            /** @enum {string} */
            network: "open" | "proxy" | "none";
            degraded_reason: string | null;
        };
        HelloAnswer: {
            /** @description Whether it ended well. */
            ok: boolean;
            /** @description What happened, in a sentence. */
            detail: string;
            /** @description What it wrote, the end of it when that is long, without secrets. */
            output: string;
            exit_code: number | null;
            duration_ms: number;
            /** @description Null when it could not be started. */
            isolation: components["schemas"]["HelloIsolation"] | null;
            /** @description What to do when it did not end well. */
            hint: string | null;
        };
        /** @enum {string} */
        AttemptStatus: "QUEUED" | "RUNNING" | "GATES_RUNNING" | "REVIEW_READY" | "PR_CREATED" | "APPROVED_MERGED" | "FAILED" | "CANCELLED";
        /** @enum {string} */
        FailureReason: "workspace_prepare_failed" | "agent_not_ready" | "agent_failed" | "agent_timeout" | "budget_exceeded" | "rate_limited" | "auth_failed" | "interrupted" | "workspace_lost" | "disk_full" | "handoff_incomplete" | "internal";
        AttemptFailure: {
            reason: components["schemas"]["FailureReason"];
            message: string;
            retryable: boolean;
        };
        /** @enum {string} */
        ClosedReason: "superseded" | "discarded" | "lost_comparison" | "pr_closed";
        AttemptClosed: {
            reason: components["schemas"]["ClosedReason"];
            by: string;
            at: string;
        };
        DiffStats: {
            files: number;
            additions: number;
            deletions: number;
        };
        /** @enum {string} */
        GateName: "install" | "test" | "lint";
        /** @enum {string} */
        GateStatus: "queued" | "running" | "passed" | "failed" | "skipped" | "timed_out" | "error";
        Gate: {
            gate: components["schemas"]["GateName"];
            status: components["schemas"]["GateStatus"];
            /**
             * @description How the same command ends on the base; null while nobody has asked.
             * @enum {string|null}
             */
            baseline: "passed" | "failed" | null;
            command: string;
            exit_code: number | null;
            /** @description Why it had no end of its own, and what to do; null where it had one. */
            detail: string | null;
            duration_ms: number | null;
            /** @description The artifact with the output. */
            output_ref: string | null;
            /** @description The tree that it ran on. */
            tree_sha: string | null;
            /** @description The head has moved since: this result says nothing about it. */
            stale: boolean;
            /** @description The command changed files that git tracks. */
            mutated_tree: boolean;
        };
        Verification: {
            status: string;
            by: string;
            head_sha: string;
            corrections: string | null;
        };
        Review: {
            status: string;
            by: string;
            head_sha: string;
        };
        Isolation: {
            /** @enum {string} */
            kind: "bubblewrap" | "container" | "process";
            /** @enum {string} */
            network: "open" | "proxy" | "none";
            degraded_reason: string | null;
        };
        Usage: {
            input_tokens: number | null;
            output_tokens: number | null;
            cache_read_tokens: number | null;
            cache_write_tokens?: number | null;
            /** @description Null: the agent does not say, or its model has no known price. */
            cost_usd: number | null;
        };
        AttemptWaiting: {
            until: string;
            message: string;
        };
        AgentRun: {
            /** @enum {string} */
            status: "starting" | "running" | "succeeded" | "failed" | "stopped" | "interrupted";
            id: string;
            task_id: string;
            attempt_id: string;
            role: string | null;
            subtask_id: string | null;
            thread_id: string | null;
            started_at: string;
            finished_at: string | null;
            usage: components["schemas"]["Usage"] | null;
        };
        MergeOverride: {
            reason: string;
            items: string[];
            by: string;
            at: string;
        };
        Merge: {
            base_sha: string;
            override: components["schemas"]["MergeOverride"] | null;
        };
        Attempt: {
            status: components["schemas"]["AttemptStatus"];
            /** @enum {string|null} */
            phase: "preparing" | "installing" | "agent" | "snapshot" | "gates" | "collecting" | "merging" | null;
            id: string;
            task_id: string;
            project_id: string;
            parent_attempt_id: string | null;
            /** @description The same for attempts that were started together, or picked from; null for one that stands alone. */
            comparison_id: string | null;
            number: number;
            agent_id: string | null;
            /** @description The name of the profile when the attempt was started. */
            agent_name: string;
            failure: components["schemas"]["AttemptFailure"] | null;
            closed: components["schemas"]["AttemptClosed"] | null;
            branch: string;
            base_branch: string;
            base_sha: string | null;
            start_sha: string | null;
            head_sha: string | null;
            /** @description The head's tree without `.antfarm/`. */
            tree_sha: string | null;
            /** @description The size of the change; null until there is a result. */
            diff: components["schemas"]["DiffStats"] | null;
            summary: string | null;
            feedback: string | null;
            gates: components["schemas"]["Gate"][];
            verification: components["schemas"]["Verification"] | null;
            review: components["schemas"]["Review"] | null;
            isolation: components["schemas"]["Isolation"] | null;
            usage: components["schemas"]["Usage"] | null;
            waiting: components["schemas"]["AttemptWaiting"] | null;
            runs: components["schemas"]["AgentRun"][];
            workspace_path: string | null;
            queued_at: string;
            started_at: string | null;
            finished_at: string | null;
            cancel_requested_at: string | null;
            pr_url: string | null;
            merge_sha: string | null;
            merge: components["schemas"]["Merge"] | null;
            /** @description The number of its last event. */
            last_seq: number;
            version: number;
        };
        StartedAttempts: {
            items: components["schemas"]["Attempt"][];
        };
        AttemptList: {
            items: components["schemas"]["Attempt"][];
            next_cursor: string | null;
        };
        TaskHead: {
            id: string;
            key: string;
            title: string;
        };
        ProjectAttempt: {
            status: components["schemas"]["AttemptStatus"];
            /** @enum {string|null} */
            phase: "preparing" | "installing" | "agent" | "snapshot" | "gates" | "collecting" | "merging" | null;
            id: string;
            task_id: string;
            project_id: string;
            parent_attempt_id: string | null;
            /** @description The same for attempts that were started together, or picked from; null for one that stands alone. */
            comparison_id: string | null;
            number: number;
            agent_id: string | null;
            /** @description The name of the profile when the attempt was started. */
            agent_name: string;
            failure: components["schemas"]["AttemptFailure"] | null;
            closed: components["schemas"]["AttemptClosed"] | null;
            branch: string;
            base_branch: string;
            base_sha: string | null;
            start_sha: string | null;
            head_sha: string | null;
            /** @description The head's tree without `.antfarm/`. */
            tree_sha: string | null;
            /** @description The size of the change; null until there is a result. */
            diff: components["schemas"]["DiffStats"] | null;
            summary: string | null;
            feedback: string | null;
            gates: components["schemas"]["Gate"][];
            verification: components["schemas"]["Verification"] | null;
            review: components["schemas"]["Review"] | null;
            isolation: components["schemas"]["Isolation"] | null;
            usage: components["schemas"]["Usage"] | null;
            waiting: components["schemas"]["AttemptWaiting"] | null;
            runs: components["schemas"]["AgentRun"][];
            workspace_path: string | null;
            queued_at: string;
            started_at: string | null;
            finished_at: string | null;
            cancel_requested_at: string | null;
            pr_url: string | null;
            merge_sha: string | null;
            merge: components["schemas"]["Merge"] | null;
            /** @description The number of its last event. */
            last_seq: number;
            version: number;
            task: components["schemas"]["TaskHead"];
        };
        ProjectAttemptList: {
            items: components["schemas"]["ProjectAttempt"][];
            next_cursor: string | null;
        };
        StartAttempt: {
            /**
             * Format: uuid
             * @description The profile to run; else the task's own, else the project's default.
             */
            agent_id?: string;
            /** @description The branch to start from and to merge into; the project's default branch if absent. */
            base_branch?: string;
            /** @description Several profiles at once, one attempt each, to compare them. */
            agent_ids?: string[];
        };
        ComparedFile: {
            path: string;
            /** @description Null while the agent is at work, and when the result is no longer kept. */
            additions: number | null;
            deletions: number | null;
            /** @description Another one of the compared attempts touches it as well. */
            shared: boolean;
        };
        ComparedAttempt: {
            status: components["schemas"]["AttemptStatus"];
            /** @enum {string|null} */
            phase: "preparing" | "installing" | "agent" | "snapshot" | "gates" | "collecting" | "merging" | null;
            id: string;
            task_id: string;
            project_id: string;
            parent_attempt_id: string | null;
            /** @description The same for attempts that were started together, or picked from; null for one that stands alone. */
            comparison_id: string | null;
            number: number;
            agent_id: string | null;
            /** @description The name of the profile when the attempt was started. */
            agent_name: string;
            failure: components["schemas"]["AttemptFailure"] | null;
            closed: components["schemas"]["AttemptClosed"] | null;
            branch: string;
            base_branch: string;
            base_sha: string | null;
            start_sha: string | null;
            head_sha: string | null;
            /** @description The head's tree without `.antfarm/`. */
            tree_sha: string | null;
            /** @description The size of the change; null until there is a result. */
            diff: components["schemas"]["DiffStats"] | null;
            summary: string | null;
            feedback: string | null;
            gates: components["schemas"]["Gate"][];
            verification: components["schemas"]["Verification"] | null;
            review: components["schemas"]["Review"] | null;
            isolation: components["schemas"]["Isolation"] | null;
            usage: components["schemas"]["Usage"] | null;
            waiting: components["schemas"]["AttemptWaiting"] | null;
            runs: components["schemas"]["AgentRun"][];
            workspace_path: string | null;
            queued_at: string;
            started_at: string | null;
            finished_at: string | null;
            cancel_requested_at: string | null;
            pr_url: string | null;
            merge_sha: string | null;
            merge: components["schemas"]["Merge"] | null;
            /** @description The number of its last event. */
            last_seq: number;
            version: number;
            /** @description From its start to its end; null until then. */
            duration_ms: number | null;
            /** @description The first 200. */
            files: components["schemas"]["ComparedFile"][];
            /** @description How many there are; beyond 1,000 only those. */
            files_total: number;
        };
        Comparison: {
            /** @description At most the eight newest. */
            items: components["schemas"]["ComparedAttempt"][];
        };
        QuestionOption: {
            label: string;
            description: string;
        };
        Question: {
            question: string;
            options: components["schemas"]["QuestionOption"][];
            multi_select: boolean;
        };
        PendingRequest: {
            /** @enum {string} */
            kind: "permission" | "question" | "plan";
            input?: {
                [key: string]: unknown;
            };
            request_id: string;
            tool?: string;
            questions?: components["schemas"]["Question"][];
            plan?: string;
            /** @description So much of it was too long to be stored, and nobody can read it here; absent where all of it is here. */
            truncated_bytes?: number;
            asked_at: string;
            /** @description Then the answer is no. */
            expires_at: string;
        };
        AttemptEventBody: {
            payload: {
                [key: string]: unknown;
            };
            kind: string;
        };
        AttemptEvent: {
            attempt_id: string;
            seq: number;
            ts: string;
            event: components["schemas"]["AttemptEventBody"];
        };
        Artifact: {
            id: string;
            kind: string;
            name: string;
            content_type: string;
            /** @description Bytes. */
            size: number;
            sha256: string;
            created_at: string;
        };
        AttemptDetail: {
            status: components["schemas"]["AttemptStatus"];
            /** @enum {string|null} */
            phase: "preparing" | "installing" | "agent" | "snapshot" | "gates" | "collecting" | "merging" | null;
            id: string;
            task_id: string;
            project_id: string;
            parent_attempt_id: string | null;
            /** @description The same for attempts that were started together, or picked from; null for one that stands alone. */
            comparison_id: string | null;
            number: number;
            agent_id: string | null;
            /** @description The name of the profile when the attempt was started. */
            agent_name: string;
            failure: components["schemas"]["AttemptFailure"] | null;
            closed: components["schemas"]["AttemptClosed"] | null;
            branch: string;
            base_branch: string;
            base_sha: string | null;
            start_sha: string | null;
            head_sha: string | null;
            /** @description The head's tree without `.antfarm/`. */
            tree_sha: string | null;
            /** @description The size of the change; null until there is a result. */
            diff: components["schemas"]["DiffStats"] | null;
            summary: string | null;
            feedback: string | null;
            gates: components["schemas"]["Gate"][];
            verification: components["schemas"]["Verification"] | null;
            review: components["schemas"]["Review"] | null;
            isolation: components["schemas"]["Isolation"] | null;
            usage: components["schemas"]["Usage"] | null;
            waiting: components["schemas"]["AttemptWaiting"] | null;
            runs: components["schemas"]["AgentRun"][];
            workspace_path: string | null;
            queued_at: string;
            started_at: string | null;
            finished_at: string | null;
            cancel_requested_at: string | null;
            pr_url: string | null;
            merge_sha: string | null;
            merge: components["schemas"]["Merge"] | null;
            /** @description The number of its last event. */
            last_seq: number;
            version: number;
            /** @description What the agent waits for, oldest first. */
            requests: components["schemas"]["PendingRequest"][];
            /** @description The last 100. */
            events: components["schemas"]["AttemptEvent"][];
            artifacts: components["schemas"]["Artifact"][];
        };
        AttemptInput: {
            /** @enum {string} */
            decision?: "allow" | "deny";
            /** @description By the text of the question; several options are separated by ", ". */
            answers?: {
                [key: string]: string;
            };
            /** Format: uuid */
            request_id: string;
            /** @description For the agent: why not, or what to mind. */
            message?: string;
        };
        RerunGates: {
            /** @description One gate only; install always runs before it, because the checkout is fresh. */
            gate?: components["schemas"]["GateName"];
        };
        RequestChanges: {
            /** @description What the next attempt should do differently; may be left out when there are `comment_ids`. */
            feedback?: string;
            /** @description Comments on this attempt's diff that the next attempt is to work on. */
            comment_ids?: string[];
            /**
             * Format: uuid
             * @description Another profile for the next attempt.
             */
            agent_id?: string;
        };
        Override: {
            /** @description Why it is right to merge without this evidence; stays on record. */
            reason: string;
            /** @description Exactly the items of `missing_evidence`. */
            items: string[];
        };
        Approve: {
            /** @enum {string} */
            mode: "merge" | "pr";
            override?: components["schemas"]["Override"];
        };
        EventPage: {
            items: components["schemas"]["AttemptEvent"][];
            /** @description Pass as `after` for what follows; null when these are the last for now. */
            next_after: number | null;
        };
        ArtifactList: {
            items: components["schemas"]["Artifact"][];
            next_cursor: string | null;
        };
        DiffEntry: {
            path: string;
            old_path: string | null;
            status: string;
            additions: number;
            deletions: number;
            binary: boolean;
            generated: boolean;
            too_large: boolean;
            /** @description Another one as soon as either side of the change is another: a mark on the file holds while it stays. */
            fingerprint: string;
        };
        Diff: {
            base_sha: string;
            head_sha: string;
            stats: components["schemas"]["DiffStats"];
            files: components["schemas"]["DiffEntry"][];
        };
        DiffLine: {
            /** @enum {string} */
            t: " " | "+" | "-";
            text: string;
            /** @description The file ends with this line, without a line break. */
            no_newline?: boolean;
        };
        DiffHunk: {
            old_start: number;
            old_lines: number;
            new_start: number;
            new_lines: number;
            lines: components["schemas"]["DiffLine"][];
        };
        DiffFile: {
            path: string;
            hunks: components["schemas"]["DiffHunk"][];
            /** @description Pass as `hunk` for the rest; null when this is all. */
            next_hunk: number | null;
        };
        Overlap: {
            status: components["schemas"]["AttemptStatus"];
            attempt_id: string;
            task_id: string;
            /** @description Such as `ANT-12`. */
            task_key: string;
            /** @description Of the attempt. */
            number: number;
            paths: string[];
        };
        MergePreview: {
            clean: boolean;
            conflicts: string[];
            ahead: number;
            behind: number;
            missing_evidence: string[];
            open_comments: number;
            overlaps: components["schemas"]["Overlap"][];
        };
        /** @enum {string} */
        DiffSide: "old" | "new";
        /** @enum {string} */
        CommentSeverity: "nit" | "major" | "blocker";
        /** @enum {string} */
        CommentState: "open" | "addressed" | "outdated" | "resolved";
        CommentPosition: {
            side: components["schemas"]["DiffSide"];
            path: string;
            start_line: number | null;
            line: number;
        };
        Comment: {
            side: components["schemas"]["DiffSide"];
            severity: components["schemas"]["CommentSeverity"];
            /** @enum {string} */
            author_type: "user" | "lead" | "dev" | "verifier" | "reviewer" | "system";
            state: components["schemas"]["CommentState"];
            id: string;
            project_id: string;
            task_id: string;
            /** @description On which it was written. */
            attempt_id: string;
            path: string;
            start_line: number | null;
            line: number;
            /** @description The text of the lines when it was written; the beginning, if that is long. */
            code: string;
            body: string;
            /** @description The attempt that was last given it to work on. */
            sent_with: string | null;
            /** @description Where it lies in the diff of `seen_in`; null when its lines are not there any more. */
            position: components["schemas"]["CommentPosition"] | null;
            /** @description The attempt whose state and position these are: the one that was asked, else the newest that has the comment. */
            seen_in: string;
            created_at: string;
            updated_at: string;
            version: number;
        };
        CommentList: {
            items: components["schemas"]["Comment"][];
            next_cursor: string | null;
        };
        CreateComment: {
            /** @description `old`: of the file before the change. */
            side: components["schemas"]["DiffSide"];
            /** @default major */
            severity: components["schemas"]["CommentSeverity"];
            /** @description A file as the diff names it. */
            path: string;
            /** @description The first of several lines. */
            start_line?: number | null;
            /** @description The line, from 1, or the last of several. */
            line: number;
            body: string;
        };
        UpdateComment: {
            severity?: components["schemas"]["CommentSeverity"];
            /**
             * @description What a person decides; `open` takes back `resolved`, and also what the diff made of it.
             * @enum {string}
             */
            state?: "open" | "resolved";
            body?: string;
            /** @description Refuses with 409 if the comment was changed since this version. */
            version?: number;
        };
        RunOutcomes: {
            merged: number;
            /** @description Its result or pull request waits for a person. */
            review_ready: number;
            /** @description Changes were requested; another run went on from it. */
            superseded: number;
            failed: number;
            cancelled: number;
            discarded: number;
            /** @description Another run of the same comparison was picked. */
            lost: number;
            under_way: number;
        };
        FailureCount: {
            reason: components["schemas"]["FailureReason"];
            runs: number;
        };
        RunDurations: {
            median_ms: number | null;
            p90_ms: number | null;
            total_ms: number | null;
        };
        FirstPass: {
            /** @description Runs that were not asked to change an earlier result, whose gates are known. */
            runs: number;
            /** @description Of these: with every gate green. */
            green: number;
        };
        RunFigures: {
            runs: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** @description Reasons that occurred, the most frequent first. */
            failures: components["schemas"]["FailureCount"][];
            duration: components["schemas"]["RunDurations"];
            /** @description Null where no agent said. */
            input_tokens: number | null;
            /** @description Null where no agent said. */
            output_tokens: number | null;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            /** @description Runs that ended, and whose agent worked without saying what it cost. */
            unknown_cost_runs: number;
            first_pass: components["schemas"]["FirstPass"];
            /** @description Runs that a merged task took; null where nothing was merged. */
            runs_per_merge: number | null;
        };
        DayFigures: {
            /** Format: date */
            day: string;
            runs: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** @description Reasons that occurred, the most frequent first. */
            failures: components["schemas"]["FailureCount"][];
            duration: components["schemas"]["RunDurations"];
            /** @description Null where no agent said. */
            input_tokens: number | null;
            /** @description Null where no agent said. */
            output_tokens: number | null;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            /** @description Runs that ended, and whose agent worked without saying what it cost. */
            unknown_cost_runs: number;
            first_pass: components["schemas"]["FirstPass"];
            /** @description Runs that a merged task took; null where nothing was merged. */
            runs_per_merge: number | null;
        };
        AgentFigures: {
            runs: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** @description Reasons that occurred, the most frequent first. */
            failures: components["schemas"]["FailureCount"][];
            duration: components["schemas"]["RunDurations"];
            /** @description Null where no agent said. */
            input_tokens: number | null;
            /** @description Null where no agent said. */
            output_tokens: number | null;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            /** @description Runs that ended, and whose agent worked without saying what it cost. */
            unknown_cost_runs: number;
            first_pass: components["schemas"]["FirstPass"];
            /** @description Runs that a merged task took; null where nothing was merged. */
            runs_per_merge: number | null;
            /** @description Null when the profile was deleted. */
            agent_id: string | null;
            agent_name: string;
        };
        AgentDayFigures: {
            /** Format: date */
            day: string;
            /** @description Null when the profile was deleted. */
            agent_id: string | null;
            agent_name: string;
            runs: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** @description Reasons that occurred, the most frequent first. */
            failures: components["schemas"]["FailureCount"][];
            duration: components["schemas"]["RunDurations"];
            /** @description Null where no agent said. */
            input_tokens: number | null;
            /** @description Null where no agent said. */
            output_tokens: number | null;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            /** @description Runs that ended, and whose agent worked without saying what it cost. */
            unknown_cost_runs: number;
            first_pass: components["schemas"]["FirstPass"];
            /** @description Runs that a merged task took; null where nothing was merged. */
            runs_per_merge: number | null;
        };
        ProjectFigures: {
            runs: number;
            outcomes: components["schemas"]["RunOutcomes"];
            /** @description Reasons that occurred, the most frequent first. */
            failures: components["schemas"]["FailureCount"][];
            duration: components["schemas"]["RunDurations"];
            /** @description Null where no agent said. */
            input_tokens: number | null;
            /** @description Null where no agent said. */
            output_tokens: number | null;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            /** @description Runs that ended, and whose agent worked without saying what it cost. */
            unknown_cost_runs: number;
            first_pass: components["schemas"]["FirstPass"];
            /** @description Runs that a merged task took; null where nothing was merged. */
            runs_per_merge: number | null;
            project_id: string;
            project_name: string;
        };
        ProjectSpend: {
            project_id: string;
            project_name: string;
            cost_usd: number | null;
            unknown_cost_runs: number;
            /** @description The project's budget for a day. */
            max_cost_usd_per_day: number | null;
        };
        SpendToday: {
            /** Format: date */
            day: string;
            /** @description What is known; null where no agent said. */
            cost_usd: number | null;
            unknown_cost_runs: number;
            projects: components["schemas"]["ProjectSpend"][];
        };
        Insights: {
            /** Format: date */
            from: string;
            /** Format: date */
            to: string;
            tz: string;
            totals: components["schemas"]["RunFigures"];
            /** @description The same for as many days before `from`. */
            before: components["schemas"]["RunFigures"];
            /** @description Every day of the period, the earliest first. */
            days: components["schemas"]["DayFigures"][];
            /** @description The busiest first. */
            agents: components["schemas"]["AgentFigures"][];
            /** @description Days on which an agent had runs. */
            agent_days: components["schemas"]["AgentDayFigures"][];
            /** @description The busiest first. */
            projects: components["schemas"]["ProjectFigures"][];
            today: components["schemas"]["SpendToday"];
        };
        ProblemField: {
            /** @description Where in the request, such as `commands.test.timeout_s`. */
            path: string;
            message: string;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @description Stable, for programs. */
            code: string;
            /** @description What happened. */
            detail: string;
            /** @description What can be done about it. */
            hint?: string;
            errors?: components["schemas"]["ProblemField"][];
            /** @description Names the request in the logs. */
            request_id?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Operations_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Operations_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Operations_scrape: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Session_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tokens_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_inspect: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectSource"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inspection"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_remove: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProject"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_validate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValidationResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_changeEnv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: string | null;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Projects_setRepoToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetRepoToken"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_list: {
        parameters: {
            query?: {
                /** @description The key of this project alone, which wins over the one for all projects. */
                project_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_store: {
        parameters: {
            query?: {
                /** @description The key of this project alone, which wins over the one for all projects. */
                project_id?: string;
            };
            header?: never;
            path: {
                provider: "anthropic" | "openai" | "gemini" | "github";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreKey"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_remove: {
        parameters: {
            query?: {
                /** @description The key of this project alone, which wins over the one for all projects. */
                project_id?: string;
            };
            header?: never;
            path: {
                provider: "anthropic" | "openai" | "gemini" | "github";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    LocalFolders_list: {
        parameters: {
            query?: {
                /** @description An absolute path on the server's machine; the home of its user when absent. */
                path?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalFolders"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_list: {
        parameters: {
            query?: {
                /** @description One status, or several: repeated, or with commas between them. */
                status?: ("inbox" | "assigned" | "in_progress" | "review" | "done")[];
                priority?: "none" | "low" | "medium" | "high" | "urgent";
                /** @description How many at most, or `all`. */
                limit?: number | "all";
                label?: string;
                agent_id?: string;
                /** @description Looked for in title and description, or a key such as `ANT-12`. */
                q?: string;
                /** @description Archived cards instead of those on the board. */
                archived?: boolean;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_createInProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTask"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTaskInProject"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_remove: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTask"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveTask"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Tasks_unarchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TaskStages_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TaskStages_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TaskStages_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Criteria_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CriterionInput"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriterionResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Criteria_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                criterion_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Criteria_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                criterion_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCriterion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriterionResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Subtasks_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubtaskPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Subtasks_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSubtask"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubtaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Subtasks_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subtask_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Subtasks_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subtask_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSubtask"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubtaskResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Messages_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Messages_post: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMessage"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    NeedsAttention_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SavedFilters_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SavedFilters_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFilter"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SavedFilters_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    SavedFilters_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateFilter"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TaskReads_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    TaskReads_mark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MarkRead"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAgent"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_detected: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DetectedAgents"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_listReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentReadinessList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_remove: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAgent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Agents_hello: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agent_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SayHello"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HelloAnswer"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_start: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartAttempt"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"] | components["schemas"]["StartedAttempts"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_listOfProject: {
        parameters: {
            query?: {
                /** @description One status, or several: repeated, or with commas between them. */
                status?: components["schemas"]["AttemptStatus"][];
                agent_id?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAttemptList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartAttempt"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"] | components["schemas"]["StartedAttempts"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_compare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptDetail"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was asked for before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_answer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttemptInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_rerunGates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerunGates"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_requestChanges: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestChanges"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approve"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_discard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_pick: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_updateFromBase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attempt"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_events: {
        parameters: {
            query?: {
                /** @description Events after this number. */
                after?: number;
                /** @description The last events before this number: a tail to scroll back through. */
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_artifacts: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diff"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_diffFile: {
        parameters: {
            query: {
                path: string;
                /** @description The first hunk to return, from 0. */
                hunk?: number;
            };
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffFile"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Attempts_mergePreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePreview"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Artifacts_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artifact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/markdown": string;
                    "application/octet-stream": string;
                };
            };
            /** @description The range that was asked for. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                    "text/markdown": string;
                    "application/octet-stream": string;
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Comments_list: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentList"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Comments_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key answers the same result for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateComment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Comments_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Comments_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateComment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Insights_read: {
        parameters: {
            query?: {
                /** @description One project; without it all of the user's. */
                project_id?: string;
                /** @description How many days, today included. */
                days?: number;
                /** @description The IANA time zone in which a day begins and ends. */
                tz?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Insights"];
                };
            };
            /** @description The request was refused. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The server failed. */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
