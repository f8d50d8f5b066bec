// Answers that depend on one unchanging value, found once and kept as long as that value is.

/** Of values of the knowledge base, which are never changed: what was found for one is true of it ever after. */
export function remember<K extends WeakKey, V>(find: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const kept = known.get(of);
    if (kept !== undefined) return kept.value;
    const value = find(of);
    known.set(of, { value });
    return value;
  };
}
