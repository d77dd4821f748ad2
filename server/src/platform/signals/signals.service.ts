import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import { Pool } from 'pg';
import { AppConfig } from '../config/app-config.js';
import { namespaceOf } from '../queue/namespace-of.js';
import { REDIS_OPTIONS } from '../queue/redis-options.js';

/** Names and payloads of all signals. Each means only "there are new rows": the receiver reads them. */
export interface SignalMap {
  'task.changed': { projectId: string; taskId: string };
  'task.deleted': { projectId: string; taskId: string };
  'attempt.changed': { projectId: string; attemptId: string };
  /** `lastSeq`: of the newest event. */
  'attempt.events': { attemptId: string; lastSeq: number };
  'attempt.cancel': { attemptId: string };
  'attempt.answered': { attemptId: string };
  'message.created': { projectId: string; taskId: string; messageId: string };
  'comment.changed': { projectId: string; commentId: string };
  'comment.deleted': { projectId: string; commentId: string };
  'project.changed': { projectId: string };
}
export type SignalName = keyof SignalMap;

interface Envelope {
  readonly from: string;
  readonly name: SignalName;
  readonly payload: SignalMap[SignalName];
}

/** Tells this process, and with `REDIS_URL` all others, that rows changed. May be lost: whoever waits also looks. */
@Injectable()
export class Signals implements OnModuleInit, OnApplicationShutdown {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private readonly logger = new Logger('Signals');
  private readonly self = randomUUID();
  private publisher: Redis | null = null;
  private subscriber: Redis | null = null;
  private channel = '';

  constructor(
    private readonly config: AppConfig,
    private readonly pool: Pool,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.config.redisUrl === null) return;
    this.channel = `${await namespaceOf(this.pool)}:signals`;
    // What cannot be sent now is lost, and not kept until Redis is back.
    this.publisher = this.connect(this.config.redisUrl, { enableOfflineQueue: false });
    this.subscriber = this.connect(this.config.redisUrl);
    this.subscriber.on('message', (_channel, message) => this.receive(message));
    await this.subscriber.subscribe(this.channel);
  }

  onApplicationShutdown(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  emit<Name extends SignalName>(name: Name, payload: SignalMap[Name]): void {
    this.deliver(name, payload);
    const envelope: Envelope = { from: this.self, name, payload };
    void this.publisher?.publish(this.channel, JSON.stringify(envelope)).catch(() => undefined);
  }

  /** Returns the function that takes the handler off again. */
  on<Name extends SignalName>(name: Name, handler: (payload: SignalMap[Name]) => void): () => void {
    this.emitter.on(name, handler);
    return () => void this.emitter.off(name, handler);
  }

  private receive(message: string): void {
    const envelope = JSON.parse(message) as Envelope; // written by `emit` of another instance
    if (envelope.from !== this.self) this.deliver(envelope.name, envelope.payload);
  }

  /** One handler that throws must not keep the signal from the others, nor from the emitter's caller. */
  private deliver(name: SignalName, payload: SignalMap[SignalName]): void {
    for (const handler of this.emitter.listeners(name)) {
      try {
        Reflect.apply(handler, undefined, [payload]);
      } catch (error) {
        this.logger.error({ msg: `a handler of ${name} failed`, err: error });
      }
    }
  }

  private connect(url: string, options: RedisOptions = {}): Redis {
    const redis = new Redis(url, { ...REDIS_OPTIONS, ...options });
    redis.on('error', () => undefined); // ioredis connects again by itself
    return redis;
  }
}
