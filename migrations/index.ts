import { Init1760000000000 } from './1760000000000-init.js';
import { DeletedData1763700000000 } from './1763700000000-deleted-data.js';

export const migrations = [Init1760000000000, DeletedData1763700000000];
