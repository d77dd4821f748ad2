import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { AppConfig } from '../platform/config/app-config.js';
import { signInRequired } from './auth.errors.js';
import type { MeDto } from './session.dto.js';

@Injectable()
export class UsersService {
  constructor(
    private readonly pool: Pool,
    private readonly config: AppConfig,
  ) {}

  async me(userId: string): Promise<MeDto> {
    const { rows } = await this.pool.query<{ id: string; email: string | null; name: string }>(
      'select id, email, name from users where id = $1',
      [userId],
    );
    const user = rows[0];
    if (!user) throw signInRequired();
    return { ...user, auth_mode: this.config.auth.mode };
  }
}
