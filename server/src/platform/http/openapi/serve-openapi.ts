import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { ServerAddress } from '../server-address.js';
import { buildOpenApi } from './build-openapi.js';

/** `/api/openapi.json` and a page to try it at `/api/docs`; the document is made when first asked for. */
export function serveOpenApi(app: INestApplication, address: ServerAddress, version: string): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('api/docs', app, () => (document ??= buildOpenApi(app, version, address.cookieName)), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Antfarm API',
    // Nothing of the document goes to the validator of swagger.io.
    swaggerOptions: { validatorUrl: null },
    raw: ['json'],
  });
}
