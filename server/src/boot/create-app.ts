import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import { AuthService } from '../auth/auth.service.js';
import type { AppConfig } from '../platform/config/app-config.js';
import { serveOpenApi } from '../platform/http/openapi/serve-openapi.js';
import { limitConnections } from '../platform/http/limit-connections.js';
import { ProblemFilter } from '../platform/http/problem.filter.js';
import { RateLimits } from '../platform/http/rate-limit.js';
import { requestLog } from '../platform/http/request-log.js';
import { checkHost, checkOrigin } from '../platform/http/request-origin.js';
import { securityHeaders } from '../platform/http/security-headers.js';
import { ServerAddress } from '../platform/http/server-address.js';
import { validationPipe } from '../platform/http/validation.pipe.js';
import { webApp } from '../platform/http/web-app.js';
import { gatekeeper } from '../platform/http/gatekeeper.js';
import { WsPathAdapter } from '../platform/http/ws-path.adapter.js';
import type { Instance } from '../platform/instance/instance.js';
import { createLogger } from '../platform/logging/create-logger.js';
import { NestLogger } from '../platform/logging/nest-logger.js';
import { projectRoot } from '../platform/project-root.js';

const BODY_LIMIT = '2mb';

/** The whole application, ready to listen; what a request passes through stands here in its order. */
export async function createApp(config: AppConfig, instance: Instance): Promise<NestExpressApplication> {
  const logger = createLogger(config);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(config, instance), {
    logger: new NestLogger(logger),
    bodyParser: false,
    forceCloseConnections: true,
  });
  const address = app.get(ServerAddress);
  const limits = app.get(RateLimits);

  limitConnections(app.getHttpServer());
  app.disable('x-powered-by');
  app.use(requestLog(logger));
  app.use(securityHeaders(address.publicUrl.protocol === 'https:'));
  app.use(gatekeeper(address, limits));
  app.use(webApp(fileURLToPath(new URL('web/dist', projectRoot()))));
  app.useBodyParser('json', { limit: BODY_LIMIT });
  serveOpenApi(app, address, instance.version);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());

  const auth = app.get(AuthService);
  app.useWebSocketAdapter(
    new WsPathAdapter(app, async (request) => {
      checkHost(request, address);
      checkOrigin(request, address);
      return auth.authenticateUpgrade(request);
    }),
  );
  return app;
}
