/** Size of an item as DynamoDB bills it: names and texts in UTF-8, binaries as they are, numbers in half their digits. */
export function kilobytes(item: Readonly<Record<string, unknown>>): number {
  const bytes = Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value),
    0,
  );
  return Math.ceil(bytes / 1024);
}

function sizeOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + sizeOf(each), 3);
  if (value === undefined) return 0;
  if (typeof value === 'boolean') return 1;
  throw new Error('A value of this kind has no size yet');
}
