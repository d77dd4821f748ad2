import type { SDKAssistantMessageError, SDKResultMessage } from '@anthropic-ai/claude-agent-sdk';
import type { AgentFailureReason, AgentResult } from '../../../platform/process/run-protocol/run-record.js';

type Failure = Extract<AgentResult, { ok: false }>;

/** Nothing but another key, or another account, helps. */
export const REFUSED_KEYS: ReadonlySet<SDKAssistantMessageError> = new Set<SDKAssistantMessageError>([
  'authentication_failed',
  'oauth_org_not_allowed',
  'account_on_hold',
  'verification_required',
  'cloud_credential_error',
]);

const SIGN_IN_COMMAND = /\/login\b/;

/** `error`: what the provider's last refusal was about. */
export function outcomeOf(
  result: SDKResultMessage,
  error: SDKAssistantMessageError | undefined,
): AgentResult {
  switch (result.subtype) {
    case 'success':
      if (result.is_error) return refused(result.result, result.api_error_status, error);
      return {
        ok: true,
        ...(result.structured_output !== undefined && { output: result.structured_output }),
      };
    case 'error_max_turns':
      return failed('budget_exceeded', 'It took all of the turns that it may take.');
    case 'error_max_budget_usd':
      return failed('budget_exceeded', 'It spent all of the money that it may spend.');
    case 'error_max_structured_output_retries':
      return failed('agent_failed', 'It gave no result of the shape that was asked for.');
    case 'error_during_execution':
      return failed(reasonOf(null, error), result.errors.join('\n') || 'It ended in the middle of its work.');
  }
}

export const failed = (reason: AgentFailureReason, message: string): Failure => ({
  ok: false,
  reason,
  message,
});

function refused(
  said: string,
  status: number | null | undefined,
  error: SDKAssistantMessageError | undefined,
): Failure {
  const reason = reasonOf(status, error);
  // Its own way to sign in is a command of its terminal.
  const isSignedOut = reason === 'auth_failed' && SIGN_IN_COMMAND.test(said);
  return failed(reason, isSignedOut ? 'Claude Code is not signed in.' : said);
}

function reasonOf(
  status: number | null | undefined,
  error: SDKAssistantMessageError | undefined,
): AgentFailureReason {
  if (status === 401 || status === 403 || (error && REFUSED_KEYS.has(error))) return 'auth_failed';
  return status === 429 || error === 'rate_limit' ? 'rate_limited' : 'agent_failed';
}
