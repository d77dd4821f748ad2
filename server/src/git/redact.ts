const USER_INFO = /(\w+:\/\/)[^/\s@]+@/g;

/** Text without the given secrets and without user information in URLs. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]).filter((one) => one !== '');
  return known.reduce((safe, secret) => safe.replaceAll(secret, '***'), text).replace(USER_INFO, '$1***@');
}
