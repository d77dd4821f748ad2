import { GATES, type GateName, type GateStatus } from '../contracts/attempt-status.js';

export interface GateEvidence {
  gate: GateName;
  status: GateStatus;
  treeSha: string | null;
}

export interface EvidencePolicy {
  /** The gates that the project configures now. */
  configured: readonly GateName[];
  /** The head's tree; evidence of any other tree is stale. */
  treeSha: string | null;
  requireGreen: boolean;
}

export const isStale = (evidence: Pick<GateEvidence, 'treeSha'>, treeSha: string | null): boolean =>
  evidence.treeSha !== null && evidence.treeSha !== treeSha;

/**
 * What stands between a change and its approval: `missing:<gate>`, `stale:<gate>` or, for a red one,
 * `gate:<gate>`. Each can be overridden by its name.
 */
export function missingEvidence(results: readonly GateEvidence[], policy: EvidencePolicy): string[] {
  const byGate = new Map(results.map((result) => [result.gate, result]));
  return GATES.filter((gate) => policy.configured.includes(gate)).flatMap((gate) => {
    const problem = problemOf(byGate.get(gate), policy);
    return problem ? [`${problem}:${gate}`] : [];
  });
}

function problemOf(
  result: GateEvidence | undefined,
  policy: EvidencePolicy,
): 'missing' | 'stale' | 'gate' | undefined {
  if (!result || ['queued', 'running', 'skipped'].includes(result.status)) return 'missing';
  if (isStale(result, policy.treeSha)) return 'stale';
  return result.status !== 'passed' && policy.requireGreen ? 'gate' : undefined;
}
