/** A WebSocket that the test opens and closes. */
export class FakeSocket extends EventTarget {
  static readonly CLOSED = 3;
  static made: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeSocket.made.push(this);
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  drop(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code });
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }
}

export function fakeSockets(): typeof FakeSocket {
  FakeSocket.made = [];
  Object.defineProperty(globalThis, 'WebSocket', { value: FakeSocket, configurable: true });
  return FakeSocket;
}
