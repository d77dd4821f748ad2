import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Under which names this server may be reached; the port is known once it listens. */
@Injectable()
export class ServerAddress {
  private port: number;

  constructor(private readonly config: AppConfig) {
    this.port = config.http.port;
  }

  listensOn(port: number): void {
    this.port = port;
  }

  get publicUrl(): URL {
    return this.config.http.publicUrl ?? new URL(`http://localhost:${this.port}`);
  }

  /** For local commands. */
  get localUrl(): string {
    const { host } = this.config.http;
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    return `http://${isIPv6(reachable) ? `[${reachable}]` : reachable}:${this.port}`;
  }

  /** Cookies do not tell ports apart, and two servers of one machine must not sign each other out. */
  get cookieName(): string {
    return `antfarm_session_${this.port}`;
  }

  isOurHost(host: string | undefined): boolean {
    if (host === undefined) return false;
    const name = host.toLowerCase();
    return name === this.publicUrl.host || this.loopbackHosts().includes(name);
  }

  isOurOrigin(origin: string): boolean {
    return (
      origin === this.publicUrl.origin || this.loopbackHosts().some((host) => origin === `http://${host}`)
    );
  }

  private loopbackHosts(): string[] {
    if (!this.config.http.reachedByLoopback) return [];
    const suffix = this.port === 80 ? '' : `:${this.port}`;
    return LOOPBACK_NAMES.map((name) => `${name}${suffix}`);
  }
}
