import { TestEnvironment } from 'jest-environment-jsdom';

/** jsdom with the fetch of Node, so that requests are real ones up to the one stubbed function. */
export default class BrowserEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { Request, Response, Headers, AbortController, AbortSignal, structuredClone });
    Object.assign(this.global, { TextEncoder, TextDecoder, TransformStream, ReadableStream, WritableStream });
  }
}
