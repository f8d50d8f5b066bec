/** Sets what stands at a path into an object, such as `data`, `0`, `category`; null takes it away. */
export function setAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length > 0) setAt(target[key] as Record<string, unknown>, rest, value); // the examples say what is there
  else if (value === null) delete target[key];
  else target[key] = value;
}
