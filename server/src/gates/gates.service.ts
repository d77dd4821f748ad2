import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Pool } from 'pg';
import { type EntityManager, In, Repository } from 'typeorm';
import { GATES, type GateName } from '../contracts/attempt-status.js';
import { missingEvidence, type EvidencePolicy } from './evidence.js';
import { GateResultEntity } from './gate-result.entity.js';
import { type GateDto, toGateDto } from './gates.dto.js';

export { GateDto, toGateDto } from './gates.dto.js';
export type { GateResultEntity } from './gate-result.entity.js';
export type GateOutcome = Omit<GateResultEntity, 'attemptId' | 'gate' | 'command'>;

/** Identifies a run of one command on one tree, whatever attempt asks for it. */
export interface BaselineKey {
  projectId: string;
  treeSha: string;
  gate: GateName;
  /** Of the command and everything else that decides its outcome. */
  commandHash: string;
}

/** Keeps the evidence: which command ended how on which tree. */
@Injectable()
export class GatesService {
  constructor(
    @InjectRepository(GateResultEntity) private readonly results: Repository<GateResultEntity>,
    private readonly pool: Pool,
  ) {}

  /** Results in the order of execution, keyed by attempt. */
  async list(
    attemptIds: readonly string[],
    manager: EntityManager = this.results.manager,
  ): Promise<Map<string, GateResultEntity[]>> {
    const rows = await manager.findBy(GateResultEntity, { attemptId: In([...attemptIds]) });
    const byAttempt = new Map<string, GateResultEntity[]>();
    for (const row of rows.sort((a, b) => GATES.indexOf(a.gate) - GATES.indexOf(b.gate))) {
      byAttempt.set(row.attemptId, [...(byAttempt.get(row.attemptId) ?? []), row]);
    }
    return byAttempt;
  }

  async listOne(attemptId: string, manager?: EntityManager): Promise<GateResultEntity[]> {
    return (await this.list([attemptId], manager)).get(attemptId) ?? [];
  }

  async responses(attemptId: string, headTree: string | null): Promise<GateDto[]> {
    return (await this.listOne(attemptId)).map((result) => toGateDto(result, headTree));
  }

  async missingEvidence(attemptId: string, policy: EvidencePolicy): Promise<string[]> {
    return missingEvidence(await this.listOne(attemptId), policy);
  }

  /** Puts gates in line; what they said before is forgotten. */
  async queue(attemptId: string, gates: readonly { gate: GateName; command: string }[]): Promise<void> {
    const rows = gates.map(({ gate, command }) => ({
      attemptId,
      gate,
      command,
      status: 'queued' as const,
      exitCode: null,
      detail: null,
      durationMs: null,
      outputRef: null,
      treeSha: null,
      baseline: null,
      mutatedTree: false,
      finishedAt: null,
    }));
    await this.results.upsert(rows, ['attemptId', 'gate']);
  }

  async markRunning(attemptId: string, gate: GateName, treeSha: string): Promise<void> {
    await this.results.update({ attemptId, gate }, { status: 'running', treeSha });
  }

  /** In the caller's transaction, so that the result and its event appear together. */
  async settle(
    manager: EntityManager,
    attemptId: string,
    gate: GateName,
    outcome: GateOutcome,
  ): Promise<void> {
    await manager.update(GateResultEntity, { attemptId, gate }, outcome);
  }

  /** Gates that never ran because the attempt ended before. */
  async skipUnfinished(attemptId: string): Promise<void> {
    await this.results.update({ attemptId, status: In(['queued', 'running']) }, { status: 'skipped' });
  }

  /** Gates that could not be run to an end of their own. */
  async failUnfinished(attemptId: string): Promise<void> {
    await this.results.update({ attemptId, status: In(['queued', 'running']) }, { status: 'error' });
  }

  async findBaseline(key: BaselineKey): Promise<'passed' | 'failed' | undefined> {
    const { rows } = await this.pool.query<{ status: 'passed' | 'failed' }>(
      `select status from gate_baselines
       where project_id = $1 and tree_sha = $2 and gate = $3 and command_hash = $4`,
      [key.projectId, key.treeSha, key.gate, key.commandHash],
    );
    return rows[0]?.status;
  }

  async saveBaseline(key: BaselineKey, status: 'passed' | 'failed'): Promise<void> {
    await this.pool.query(
      `insert into gate_baselines (project_id, tree_sha, gate, command_hash, status) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [key.projectId, key.treeSha, key.gate, key.commandHash, status],
    );
  }
}
