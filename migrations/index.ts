import { Init1760000000000 } from './1760000000000-init.js';

export const migrations = [Init1760000000000];
