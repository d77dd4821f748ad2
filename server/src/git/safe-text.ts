const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bytes of a repository as text that JSON and PostgreSQL take: what is not UTF-8, and NUL, become U+FFFD. */
export function safeText(bytes: Uint8Array): string {
  return decoder.decode(bytes).replaceAll('\0', '\uFFFD');
}
