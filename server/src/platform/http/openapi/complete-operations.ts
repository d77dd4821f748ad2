import type { OpenAPIObject } from '@nestjs/swagger';
import { PUBLIC_EXTENSION } from '../current-user.js';

const PROBLEM = {
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDto' } } },
};

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Adds to every operation what holds for all: errors are problem documents, and public ones need no credentials. */
export function completeOperations(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      if (operation) complete(operation);
    }
  }
}

function complete(operation: Operation): void {
  operation.responses['4XX'] ??= { description: 'The request was refused.', ...PROBLEM };
  operation.responses['5XX'] ??= { description: 'The server failed.', ...PROBLEM };
  if (PUBLIC_EXTENSION in operation) {
    Reflect.deleteProperty(operation, PUBLIC_EXTENSION);
    operation.security = [];
  }
}
