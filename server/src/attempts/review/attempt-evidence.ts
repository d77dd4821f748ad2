import { Injectable } from '@nestjs/common';
import { GATES } from '../../contracts/attempt-status.js';
import { KEY_IN } from '../../contracts/missing-evidence.js';
import { GatesService } from '../../gates/gates.service.js';
import type { Project } from '../../projects/projects.service.js';
import type { AttemptEntity } from '../attempt.entity.js';

/** What an approval of the attempt's head still needs. */
@Injectable()
export class AttemptEvidence {
  constructor(private readonly gates: GatesService) {}

  /** Items as `checkOverride` takes them: of the gates, and `secret:<path>` for each file that holds a key. */
  async missing(attempt: AttemptEntity, { commands, requireGreenGates }: Project): Promise<string[]> {
    const { id, treeSha, filesWithKeys } = attempt;
    const configured = GATES.filter((gate) => commands[gate]);
    const ofGates = await this.gates.missingEvidence(id, {
      configured,
      treeSha,
      requireGreen: requireGreenGates,
    });
    return [...ofGates, ...filesWithKeys.map((path) => `${KEY_IN}${path}`)];
  }
}
