import { timingSafeEqual } from 'node:crypto';
import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../platform/http/current-user.js';
import { LocalControl } from '../platform/instance/local-control.js';
import { AuthService } from './auth.service.js';
import { signInRequired } from './auth.errors.js';
import { hashSecret } from './credentials.js';

/** `npm start -- link` and `-- stop`, for whoever can read `DATA_DIR/server.json`; no part of the public API. */
@ApiExcludeController()
@Public()
@Controller('api/local')
export class LocalControlController {
  constructor(
    private readonly control: LocalControl,
    private readonly auth: AuthService,
  ) {}

  @Post('link')
  async link(@Headers('authorization') authorization = ''): Promise<{ link: string }> {
    this.check(authorization);
    return { link: await this.auth.createSignInLink() };
  }

  @Post('stop')
  @HttpCode(200)
  async stop(@Headers('authorization') authorization = ''): Promise<{ agents_stopped: number }> {
    this.check(authorization);
    const stopped = await this.control.stopAgents();
    setImmediate(() => this.control.stopServer()); // after this answer
    return { agents_stopped: stopped };
  }

  private check(authorization: string): void {
    const [given, expected] = [authorization, `Bearer ${this.control.token}`].map(hashSecret);
    if (!timingSafeEqual(Buffer.from(given ?? ''), Buffer.from(expected ?? ''))) throw signInRequired();
  }
}
