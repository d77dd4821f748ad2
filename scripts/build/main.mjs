import { buildChanged } from './build-changed.mjs';
import { checkPrerequisites } from './check-prerequisites.mjs';

// Before what would otherwise build the same at the same time.
checkPrerequisites();
await buildChanged();
