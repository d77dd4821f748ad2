import type { OpenAPIObject } from '@nestjs/swagger';

const SCHEMA_REFERENCE = /"#\/components\/schemas\/(\w+?)Dto"/g;

/** `TaskDto` is `Task` to clients. Throws when two classes would share a name. */
export function withoutDtoSuffix(document: OpenAPIObject): OpenAPIObject {
  const { components, ...rest } = document;
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) => [name.replace(/Dto$/, ''), schema] as const,
  );
  const names = schemas.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Both ${twice} and ${twice}Dto are in the OpenAPI document`);
  const renamed = { ...rest, components: { ...components, schemas: Object.fromEntries(schemas) } };
  const text = JSON.stringify(renamed).replace(SCHEMA_REFERENCE, '"#/components/schemas/$1"');
  return JSON.parse(text) as OpenAPIObject; // what was written a line above
}
