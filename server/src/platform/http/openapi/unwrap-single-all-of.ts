/** In OpenAPI 3.1 a `$ref` may have siblings; Nest still wraps it for them, as 3.0 needed. Changes `node` in place. */
export function unwrapSingleAllOf(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('allOf' in node && Array.isArray(node.allOf) && node.allOf.length === 1) {
    const only: unknown = node.allOf[0];
    Reflect.deleteProperty(node, 'allOf');
    if (typeof only === 'object') Object.assign(node, only);
  }
  for (const child of Object.values(node)) unwrapSingleAllOf(child);
}
