import { readFile, rename, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Pool } from 'pg';
import { newId } from '../platform/database/new-id.js';
import { Instance } from '../platform/instance/instance.js';
import { hashSecret } from './credentials.js';
import { TokensService } from './tokens.service.js';

const TOKEN_NAME = 'DATA_DIR/token';

/** In `AUTH_MODE=local` there is one user: whoever may read `DATA_DIR`. */
@Injectable()
export class OwnerService implements OnModuleInit {
  private ownerId: Promise<string> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly tokens: TokensService,
    private readonly instance: Instance,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.provideTokenFile(await this.id());
  }

  id(): Promise<string> {
    this.ownerId ??= this.findOrCreate();
    return this.ownerId;
  }

  /** Servers of one database may start at the same moment: the lock makes one of them create the owner. */
  private async findOrCreate(): Promise<string> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      await client.query('lock table users in exclusive mode');
      const found = await client.query<{ id: string }>('select id from users order by created_at limit 1');
      const id = found.rows[0]?.id ?? newId();
      if (!found.rows[0])
        await client.query('insert into users (id, name) values ($1, $2)', [id, accountName()]);
      await client.query('commit');
      return id;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }

  /** Scripts read the token from the file; it is made again when the file or the token is gone. */
  private async provideTokenFile(ownerId: string): Promise<void> {
    const file = join(this.instance.dataDir, 'token');
    const existing = await readFile(file, 'utf8').catch(() => '');
    const { rowCount } = await this.pool.query('select 1 from api_tokens where token_hash = $1', [
      hashSecret(existing.trim()),
    ]);
    if (rowCount !== 0) return;
    const { token } = await this.tokens.create(ownerId, TOKEN_NAME);
    await writeFile(`${file}.draft`, `${token}\n`, { mode: 0o600 });
    await rename(`${file}.draft`, file);
  }
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'owner'; // a container's uid may have no name
  }
}
