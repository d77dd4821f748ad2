import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import type { AppConfig } from '../platform/config/app-config.js';
import { buildOpenApi } from '../platform/http/openapi/build-openapi.js';
import { Instance } from '../platform/instance/instance.js';
import { packageVersion } from './package-version.js';

/** Prints the OpenAPI document; nothing is opened, nothing is made: Nest's preview knows controllers without instances. */
export async function openApiCommand(config: AppConfig): Promise<void> {
  const version = packageVersion();
  const nowhere = new Instance(config.dataDir, '', '', version);
  const app = await NestFactory.create(AppModule.forRoot(config, nowhere), { preview: true, logger: false });
  const document = buildOpenApi(app, version, 'antfarm_session');
  const text = `${JSON.stringify(document, null, 2)}\n`;
  // To a pipe it is written piece by piece, and the process ends when this function does.
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}
