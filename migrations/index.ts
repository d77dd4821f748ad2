import { Init1760000000000 } from './1760000000000-init.js';
import { DeletedData1763700000000 } from './1763700000000-deleted-data.js';
import { AdvanceRun1763800000000 } from './1763800000000-advance-run.js';
import { Comments1764000000000 } from './1764000000000-comments.js';
import { Comparisons1764100000000 } from './1764100000000-comparisons.js';
import { Insights1764200000000 } from './1764200000000-insights.js';
import { FiltersAndReads1764300000000 } from './1764300000000-filters-and-reads.js';
import { ProviderKeys1764400000000 } from './1764400000000-provider-keys.js';
import { Subtasks1764500000000 } from './1764500000000-subtasks.js';
import { CascadeIndices1764600000000 } from './1764600000000-cascade-indices.js';
import { Conflicts1764700000000 } from './1764700000000-conflicts.js';
import { AgentRequests1764800000000 } from './1764800000000-agent-requests.js';
import { NetworkAllow1764900000000 } from './1764900000000-network-allow.js';
import { FilesWithKeys1765000000000 } from './1765000000000-files-with-keys.js';
import { AttemptsOfAgent1765100000000 } from './1765100000000-attempts-of-agent.js';
import { GateDetail1765200000000 } from './1765200000000-gate-detail.js';

export const migrations = [
  Init1760000000000,
  DeletedData1763700000000,
  AdvanceRun1763800000000,
  Comments1764000000000,
  Comparisons1764100000000,
  Insights1764200000000,
  FiltersAndReads1764300000000,
  ProviderKeys1764400000000,
  Subtasks1764500000000,
  CascadeIndices1764600000000,
  Conflicts1764700000000,
  AgentRequests1764800000000,
  NetworkAllow1764900000000,
  FilesWithKeys1765000000000,
  AttemptsOfAgent1765100000000,
  GateDetail1765200000000,
];
