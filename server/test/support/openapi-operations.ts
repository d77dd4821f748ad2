interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Described {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Operation extends Described {
  readonly method: string;
  readonly path: string;
}

export const operationsOf = ({ paths }: OpenApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ method, path, ...described })),
  );

/** A request that the document allows, about what `ids` names. */
export function exampleOf(
  document: OpenApiDocument,
  { path, parameters = [], requestBody }: Operation,
  ids: Readonly<Record<string, string>>,
): { path: string; body: unknown } {
  const filled = path.replace(/\{(\w+)\}/g, (_text, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`The test has no ${name} for ${path}`);
    return id;
  });
  const query = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const search = query.map(({ name }) => `${name}=new.txt`).join('&');
  const schema = requestBody?.content['application/json']?.schema;
  return {
    path: search === '' ? filled : `${filled}?${search}`,
    body: schema && valueOf(document, schema, ids, ''),
  };
}

function valueOf(
  document: OpenApiDocument,
  schema: Schema,
  ids: Readonly<Record<string, string>>,
  name: string,
): unknown {
  const known = ids[name];
  if (known !== undefined) return known;
  const target = schema.$ref && document.components.schemas[schema.$ref.split('/').at(-1)!];
  const inner = target || [schema.oneOf, schema.anyOf, schema.allOf].find(Boolean)?.[0];
  if (inner) return valueOf(document, inner, ids, name);
  const [type] = [schema.type].flat() as (string | undefined)[];
  if (type === 'array') {
    return Array.from({ length: schema.minItems ?? 0 }, () => valueOf(document, schema.items ?? {}, ids, ''));
  }
  if (type !== 'object') return scalarOf(schema, type);
  const properties = (schema.required ?? []).map((property) => [
    property,
    valueOf(document, schema.properties?.[property] ?? {}, ids, property),
  ]);
  return Object.fromEntries(properties) as unknown;
}

function scalarOf({ enum: choices, minimum }: Schema, type: string | undefined): unknown {
  if (choices) return choices[0];
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  return type === 'boolean' ? true : 'text';
}
