import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDto } from '../problem.dto.js';
import { completeOperations } from './complete-operations.js';
import { declaredChoices, defaultedParameters } from './declared-choices.js';
import { withoutDtoSuffix } from './without-dto-suffix.js';
import { unwrapSingleAllOf } from './unwrap-single-all-of.js';

/** The OpenAPI 3.1 document, from the controllers and DTO classes. */
export function buildOpenApi(app: INestApplication, version: string, cookieName: string): OpenAPIObject {
  const description = 'A Kanban board whose cards are executed by coding agents.';
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Antfarm')
    .setDescription(description)
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token of /api/tokens.' }, 'token')
    .addCookieAuth(cookieName, { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session');
  const document = SwaggerModule.createDocument(app, builder.build(), {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  completeOperations(document);
  declaredChoices([document.components, document.paths]);
  defaultedParameters(document);
  unwrapSingleAllOf(document.components);
  return withoutDtoSuffix(document);
}
