import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { DOCKERD, DockerEngine } from './docker-engine.js';
import { PodmanEngine } from './podman-engine.js';
import type { TestEngine } from './test-engine.js';

const isRoot = process.getuid?.() === 0;
const isOnPath = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const missingForDocker = (): string | undefined => {
  if (!existsSync(DOCKERD)) return 'dockerd, as by apt-get install docker.io';
  return isRoot ? undefined : 'root, to start dockerd';
};

/** By request: on a busy machine its service takes minutes for what takes Docker seconds. */
const missingForPodman = (): string | undefined => {
  if (process.env.TEST_PODMAN === undefined) return 'TEST_PODMAN=1, and podman';
  if (!isOnPath('podman')) return 'podman, as by apt-get install podman';
  return isRoot || isOnPath('newuidmap') ? undefined : 'newuidmap, as by apt-get install uidmap';
};

const ENGINES = [
  { engine: 'Docker', Engine: DockerEngine, missing: missingForDocker() },
  { engine: isRoot ? 'Podman' : 'rootless Podman', Engine: PodmanEngine, missing: missingForPodman() },
];

/** Tests that need a container engine of their own, with each that can be started here. */
export function describeWithEngines(
  name: string,
  tests: (startEngine: () => Promise<TestEngine>) => void,
): void {
  for (const { engine, Engine, missing } of ENGINES)
    (missing === undefined ? describe : describe.skip)(
      missing === undefined ? `${name} of ${engine}` : `${name} of ${engine} (needs ${missing})`,
      () => tests(() => new Engine().prepare()),
    );
}
