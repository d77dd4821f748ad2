import { OpenApiChecker } from './openapi-checker.js';

export interface ApiAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

type Json = Record<string, any>;

/** A client of one server; every answer that it gets must be as the server's OpenAPI document says. */
export class ApiClient {
  private checker: Promise<OpenApiChecker> | undefined;

  constructor(
    private readonly server: { readonly url: string; readonly token: string },
    private readonly headers: Readonly<Record<string, string>> | null = null,
  ) {}

  /** The same server with other headers instead of the owner's token. */
  as(headers: Readonly<Record<string, string>>): ApiClient {
    const other = new ApiClient(this.server, headers);
    other.checker = this.checker;
    return other;
  }

  get = <Body = Json>(path: string, headers = {}) => this.send<Body>('GET', path, undefined, headers);
  delete = <Body = Json>(path: string, headers = {}) => this.send<Body>('DELETE', path, undefined, headers);
  post = <Body = Json>(path: string, body?: unknown, headers = {}) =>
    this.send<Body>('POST', path, body, headers);
  put = <Body = Json>(path: string, body?: unknown, headers = {}) =>
    this.send<Body>('PUT', path, body, headers);
  patch = <Body = Json>(path: string, body?: unknown, headers = {}) =>
    this.send<Body>('PATCH', path, body, headers);

  private async send<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer<Body>> {
    this.checker ??= this.loadChecker();
    const response = await fetch(this.server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.headers ?? { Authorization: `Bearer ${this.server.token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const contentType = response.headers.get('content-type');
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : contentType?.includes('json') ? JSON.parse(text) : text;
    (await this.checker).check({ method, path, status: response.status, contentType, body: parsed });
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  private async loadChecker(): Promise<OpenApiChecker> {
    const response = await fetch(`${this.server.url}/api/openapi.json`);
    return new OpenApiChecker((await response.json()) as ConstructorParameters<typeof OpenApiChecker>[0]);
  }
}
