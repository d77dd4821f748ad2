import type { OpenAPIObject } from '@nestjs/swagger';

/** Where a DTO declares `oneOf`, Nest adds what it reflected from the TypeScript type, and so asks for both. Changes `node` in place. */
export function declaredChoices(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('oneOf' in node && Array.isArray(node.oneOf)) {
    const reflected: unknown = 'anyOf' in node ? node.anyOf : [];
    const nullable = Array.isArray(reflected) && reflected.some((choice) => isNull(choice));
    Reflect.deleteProperty(node, 'anyOf');
    Reflect.deleteProperty(node, 'allOf');
    if (nullable && !node.oneOf.some((choice) => isNull(choice))) node.oneOf.push({ type: 'null' });
  }
  for (const child of Object.values(node)) declaredChoices(child);
}

const isNull = (schema: unknown): boolean =>
  typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'null';

/** A query parameter with a default may be left out, whatever its TypeScript property says. */
export function defaultedParameters(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.post, path.put, path.patch, path.delete]) {
      for (const parameter of operation?.parameters ?? []) {
        if ('schema' in parameter && 'default' in parameter.schema) parameter.required = false;
      }
    }
  }
}
