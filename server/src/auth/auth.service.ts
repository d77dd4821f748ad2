import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { SignedInUser } from '../platform/http/current-user.js';
import { RateLimits } from '../platform/http/rate-limit.js';
import { ServerAddress } from '../platform/http/server-address.js';
import { linkInvalid, signInRequired } from './auth.errors.js';
import { credentialOf, hashSecret, newSecret, type Credential } from './credentials.js';
import { OwnerService } from './owner.service.js';

const SESSION_DAYS = 30;
const LINK_MINUTES = 10;

/** Named, and so planned once: asked with every request. */
const USER_OF = {
  session: 'select user_id from sessions where token_hash = $1 and expires_at > now()',
  // Once a minute is exact enough, and spares a write per request.
  token: `with used as (
      update api_tokens set last_used_at = now()
      where token_hash = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute'))
    select user_id from api_tokens where token_hash = $1`,
} as const;

/** Who sends a request, and how somebody signs in. */
@Injectable()
export class AuthService {
  constructor(
    private readonly pool: Pool,
    private readonly address: ServerAddress,
    private readonly limits: RateLimits,
    private readonly owner: OwnerService,
  ) {}

  /** A new sign-in link for the owner: single-use, for ten minutes. The token is in the fragment, which no server sees. */
  async createSignInLink(): Promise<string> {
    const secret = newSecret();
    await this.pool.query(
      `with expired as (delete from sign_in_links where expires_at < now())
       insert into sign_in_links (token_hash, user_id, expires_at)
       values ($1, $2, now() + make_interval(mins => $3))`,
      [hashSecret(secret), await this.owner.id(), LINK_MINUTES],
    );
    return `${new URL('/sign-in', this.address.publicUrl).href}#token=${secret}`;
  }

  /** Uses a link up; returns the secret of a new session. */
  async signIn(linkSecret: string): Promise<string> {
    const { rows } = await this.pool.query<{ user_id: string }>(
      `with used as (delete from sign_in_links where token_hash = $1 returning user_id, expires_at),
            expired as (delete from sessions where expires_at < now())
       select user_id from used where expires_at > now()`,
      [hashSecret(linkSecret)],
    );
    const link = rows[0];
    if (!link) throw linkInvalid();
    const secret = newSecret();
    await this.pool.query(
      `insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now() + make_interval(days => $3))`,
      [hashSecret(secret), link.user_id, SESSION_DAYS],
    );
    return secret;
  }

  async signOut(request: IncomingMessage): Promise<void> {
    const credential = credentialOf(request, this.address.cookieName);
    if (credential?.kind !== 'session') return;
    await this.pool.query('delete from sessions where token_hash = $1', [hashSecret(credential.secret)]);
  }

  /** Undefined without valid credentials; throws when they are used too often. */
  async authenticate(request: IncomingMessage): Promise<SignedInUser | undefined> {
    const credential = credentialOf(request, this.address.cookieName);
    if (!credential) return undefined;
    const hash = hashSecret(credential.secret);
    const userId = await this.findUserId(credential.kind, hash);
    if (userId === undefined) return undefined;
    await this.limits.countCredential(hash);
    return { id: userId };
  }

  /** For sockets: rejects with the 401 that answers the upgrade. */
  async authenticateUpgrade(request: IncomingMessage): Promise<SignedInUser> {
    const user = await this.authenticate(request);
    if (!user) throw signInRequired();
    return user;
  }

  private async findUserId(kind: Credential['kind'], hash: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ user_id: string }>({
      name: `user-of-${kind}`,
      text: USER_OF[kind],
      values: [hash],
    });
    return rows[0]?.user_id;
  }
}
