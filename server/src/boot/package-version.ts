import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { projectRoot } from '../platform/project-root.js';

export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', projectRoot()), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}
