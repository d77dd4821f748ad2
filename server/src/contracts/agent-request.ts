/** What an agent may be allowed: to read and plan only, to ask before it changes or runs something, to edit, or everything. */
export const PERMISSION_MODES = ['plan', 'ask', 'accept_edits', 'full'] as const;
export type PermissionMode = (typeof PERMISSION_MODES)[number];

export interface AgentQuestion {
  readonly question: string;
  readonly options: readonly { readonly label: string; readonly description: string }[];
  /** Whether several options may be chosen; the answer then holds them separated by ", ". */
  readonly multi_select: boolean;
}

/** What an agent wants of a person. */
export type AgentWish =
  | { readonly kind: 'permission'; readonly tool: string; readonly input: unknown }
  | { readonly kind: 'question'; readonly questions: readonly AgentQuestion[] }
  | { readonly kind: 'plan'; readonly plan: string };

/** A wish as it is stored and shown; without an answer until `expires_at` it is denied. */
export type AgentRequest = AgentWish & {
  readonly request_id: string;
  readonly expires_at: string;
  /** So much of it was too long to be stored; absent where all of it is here. */
  readonly truncated_bytes?: number;
};

/** `answers`: by the text of the question. */
export type RequestAnswer =
  | { readonly decision: 'allow' | 'deny'; readonly message?: string | undefined }
  | { readonly answers: Readonly<Record<string, string>> };

/** `answered_by`: a user's id, or why nobody was asked any more. */
export type AnsweredRequest = { readonly request_id: string; readonly answered_by: string } & RequestAnswer;

/** Who answers when no person did in time, or when the run was stopped. */
export const NOBODY = ['timeout', 'stopped'] as const;
export type Nobody = (typeof NOBODY)[number];
