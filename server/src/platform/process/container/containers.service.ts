import { accessSync, constants, existsSync } from 'node:fs';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { isCertainlyGone } from '../process-identity.js';
import { ContainerEngine } from './container-engine.js';

export interface ContainerPlace {
  readonly engineSocket: string;
  readonly image: string;
}

export type ContainerSupport =
  { readonly available: true } | { readonly available: false; readonly reason: string };

/** Whether steps can run in containers here, and the end of containers that nobody follows any more. */
@Injectable()
export class Containers implements OnApplicationBootstrap {
  private readonly logger = new Logger('Containers');

  constructor(private readonly config: AppConfig) {}

  onApplicationBootstrap(): void {
    const socket = findSocket(this.config.container.sockets);
    if (socket === undefined) return;
    const swept = ContainerEngine.at(socket).then((engine) => this.sweep(engine));
    swept.catch((error: unknown) => {
      // Containers that are wanted are asked for again, and refused with the reason.
      this.logger.debug(`Containers of earlier runs could not be looked for: ${String(error)}`);
    });
  }

  /** What the server's settings name, whether the engine is there or not: a step that is under way does without. */
  get place(): ContainerPlace | null {
    const { image, sockets } = this.config.container;
    const engineSocket = findSocket(sockets) ?? sockets[0];
    return engineSocket === undefined || image === null ? null : { engineSocket, image };
  }

  /** Asked anew each time: an engine comes and goes. Also removes what dead runners left. */
  async support(): Promise<ContainerSupport> {
    const { image, sockets } = this.config.container;
    const engineSocket = findSocket(sockets);
    if (engineSocket === undefined) return unavailable(NO_ENGINE);
    if (image === null) return unavailable('no image is named: set CONTAINER_IMAGE');
    try {
      const engine = await ContainerEngine.at(engineSocket);
      await engine.isRootless(); // throws the reason when it is of no use
      if (!(await engine.hasImage(image)))
        return unavailable(`the engine has no image ${image}: pull or build it first`);
      await this.sweep(engine);
      return { available: true };
    } catch (error) {
      return unavailable(error instanceof Error ? error.message : String(error));
    }
  }

  private async sweep(engine: ContainerEngine): Promise<void> {
    for (const { id, owner } of await engine.listOwned()) {
      if (owner === undefined || !isCertainlyGone(owner)) continue;
      await engine.remove(id).then(
        () => this.logger.log(`Removed container ${id.slice(0, 12)}, whose runner is gone`),
        // One that cannot be removed holds up no other.
        (error: unknown) => this.logger.warn(`Container ${id.slice(0, 12)} stays: ${String(error)}`),
      );
    }
  }
}

/** The first that this user may use; else the first that is there, which then says why not. */
const findSocket = (sockets: readonly string[]): string | undefined =>
  sockets.find(isUsable) ?? sockets.find(existsSync);

function isUsable(socket: string): boolean {
  try {
    accessSync(socket, constants.W_OK); // connect(2) wants it
    return true;
  } catch {
    return false;
  }
}

const NO_ENGINE =
  'no container engine was found: start Docker or Podman, or set DOCKER_HOST to its socket (unix:///…)';

const unavailable = (reason: string): ContainerSupport => ({ available: false, reason });
