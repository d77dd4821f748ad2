import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { newId } from '../platform/database/new-id.js';
import { idOfCursor } from '../platform/http/id-cursor.js';
import { toPage, type Page, type PageQuery } from '../platform/http/page.dto.js';
import { tokenNotFound } from './auth.errors.js';
import { hashSecret, newSecret } from './credentials.js';
import {
  toCreatedTokenDto,
  toTokenDto,
  type CreatedTokenDto,
  type TokenDto,
  type TokenRow,
} from './tokens.dto.js';

const COLUMNS = 'id, name, last4, created_at, last_used_at';

/** API tokens for scripts; stored hashed, shown once. */
@Injectable()
export class TokensService {
  constructor(private readonly pool: Pool) {}

  async list(userId: string, { limit, cursor }: PageQuery): Promise<Page<TokenDto>> {
    const { rows } = await this.pool.query<TokenRow>(
      `select ${COLUMNS} from api_tokens
       where user_id = $1 and ($2::uuid is null or id > $2::uuid) order by id limit $3`,
      [userId, cursor === undefined ? null : idOfCursor(cursor), limit + 1],
    );
    return toPage(rows, limit, (row) => row.id, toTokenDto);
  }

  async create(userId: string, name: string): Promise<CreatedTokenDto> {
    const secret = newSecret('ant_');
    const { rows } = await this.pool.query<TokenRow>(
      `insert into api_tokens (id, user_id, name, token_hash, last4) values ($1, $2, $3, $4, $5) returning ${COLUMNS}`,
      [newId(), userId, name, hashSecret(secret), secret.slice(-4)],
    );
    const row = rows[0];
    if (!row) throw new Error('insert returned no row');
    return toCreatedTokenDto(row, secret);
  }

  async remove(userId: string, tokenId: string): Promise<void> {
    const { rowCount } = await this.pool.query('delete from api_tokens where id = $1 and user_id = $2', [
      tokenId,
      userId,
    ]);
    if (rowCount === 0) throw tokenNotFound();
  }
}
