import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The agents that `npm run agents:install` fetched, each in a folder of its own below this one. */
export function fetchedAgents(agentsFolder: string): string[] {
  if (!existsSync(agentsFolder)) return [];
  return readdirSync(agentsFolder).map((name) => join(agentsFolder, name));
}

/** Where npm links the programs of a fetched agent. */
export const programsOf = (agentFolder: string): string => join(agentFolder, 'node_modules', '.bin');
