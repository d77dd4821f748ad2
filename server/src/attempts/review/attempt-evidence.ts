import { Injectable } from '@nestjs/common';
import { GATES } from '../../contracts/attempt-status.js';
import { GatesService } from '../../gates/gates.service.js';
import type { Project } from '../../projects/projects.service.js';
import type { AttemptEntity } from '../attempt.entity.js';

/** What an approval of the attempt's head still needs. */
@Injectable()
export class AttemptEvidence {
  constructor(private readonly gates: GatesService) {}

  missing({ id, treeSha }: AttemptEntity, { commands, requireGreenGates }: Project): Promise<string[]> {
    const configured = GATES.filter((gate) => commands[gate]);
    return this.gates.missingEvidence(id, { configured, treeSha, requireGreen: requireGreenGates });
  }
}
