// What the server imports, in the versions that it imports; nothing of its own.
import 'reflect-metadata';
import '@nestjs/bullmq';
import '@nestjs/platform-ws';
import '@nestjs/swagger';
import '@nestjs/typeorm';
import '@nestjs/websockets';
import 'bullmq';
import 'class-transformer';
import 'class-validator';
import 'cookie';
import 'execa';
import 'fractional-indexing';
import 'helmet';
import 'ioredis';
import 'ipaddr.js';
import 'isomorphic-git';
import 'path-to-regexp';
import 'pg';
import 'pg-copy-streams';
import 'picomatch';
import 'pino';
import 'pino-http';
import 'prom-client';
import 'rate-limiter-flexible';
import 'rxjs';
import 'typeorm';
import 'uuid';
import 'ws';
import 'xstate';
import 'zod';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';

@Module({})
class BareModule {}

const app = await NestFactory.create<NestExpressApplication>(BareModule, { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`Antfarm is ready: ${await app.getUrl()}\n`);
