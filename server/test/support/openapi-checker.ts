import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface ResponseObject {
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, ResponseObject>>;
}
interface SchemaObject {
  type?: unknown;
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Record<string, SchemaObject> };
}

export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: unknown;
}

/** Holds answers against an OpenAPI document: path, status, content type, and the schema without further properties. */
export class OpenApiChecker {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    addFormats.default(this.ajv);
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      // A problem has further members by its code; everything else is as documented and nothing more.
      if (schema.properties && name !== 'Problem') schema.additionalProperties ??= false;
    }
    this.ajv.addSchema(document, 'openapi.json');
  }

  /** Throws with what differs. */
  check(answer: Answer): void {
    const { method, path, status, contentType, body } = answer;
    const where = `${method} ${path} → ${status}`;
    const template = this.findTemplate(method, path);
    if (template === undefined) {
      if (status < 400) throw new Error(`${where}: not in the OpenAPI document`);
      this.checkSchema(PROBLEM, body, where);
      return;
    }
    const { responses } = this.document.paths[template]![method.toLowerCase()]!;
    const key = [String(status), `${String(status)[0]!}XX`].find((candidate) => candidate in responses);
    if (key === undefined) throw new Error(`${where}: this status is not documented`);

    const documented = responses[key]!.content;
    if (!documented) {
      if (body !== undefined) throw new Error(`${where}: has a body that is not documented`);
      return;
    }
    const type = contentType?.split(';')[0] ?? '';
    if (!(type in documented))
      throw new Error(`${where}: ${type} is not among ${Object.keys(documented).join(', ')}`);
    if (!type.endsWith('json')) return;
    const pointer = ['paths', template, method.toLowerCase(), 'responses', key, 'content', type, 'schema'];
    this.checkSchema(`openapi.json#/${pointer.map(escape).join('/')}`, body, where);
  }

  private findTemplate(method: string, path: string): string | undefined {
    const { pathname } = new URL(path, 'http://localhost');
    const matching = Object.keys(this.document.paths).filter((template) => {
      const pattern = template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+');
      return (
        new RegExp(`^${pattern}$`).test(pathname) && method.toLowerCase() in this.document.paths[template]!
      );
    });
    return matching.sort((a, b) => a.split('{').length - b.split('{').length)[0]; // the most literal one
  }

  private checkSchema(ref: string, body: unknown, where: string): void {
    const validate = this.validators.get(ref) ?? this.ajv.compile({ $ref: ref });
    this.validators.set(ref, validate);
    if (validate(body)) return;
    throw new Error(`${where}: ${this.ajv.errorsText(validate.errors)}\n${JSON.stringify(body, null, 2)}`);
  }
}

const PROBLEM = 'openapi.json#/components/schemas/Problem';

/** A JSON pointer within a URI fragment (RFC 6901, section 6). */
const escape = (segment: string): string =>
  encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
