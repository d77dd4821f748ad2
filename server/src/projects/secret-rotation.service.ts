import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { KeysService } from './keys/keys.service.js';
import { ProjectSecretsService } from './project-secrets.service.js';

/** After `SECRET_KEY` got a new first key: seals everything with it, so that the older ones can go. */
@Injectable()
export class SecretRotation implements OnApplicationBootstrap {
  private readonly logger = new Logger('SecretRotation');

  constructor(
    private readonly keys: KeysService,
    private readonly secrets: ProjectSecretsService,
  ) {}

  /** Before anybody is served, and quick: there are a few secrets a project. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      const count = (await this.keys.rotate()) + (await this.secrets.rotate());
      if (count === 0) return;
      this.logger.log(
        `${count} secrets are sealed with the first key now. Answers kept for Idempotency-Key need the older ones for 24 hours more.`,
      );
    } catch (error) {
      // What cannot be opened says so when it is needed.
      this.logger.error({ msg: 'not all secrets could be sealed anew', err: error });
    }
  }
}
