// Which way a text is written.

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** By its first letter, what stands isolated passed over (Unicode TR 9, P2 and P3); null where it has no letter. */
export function isRightToLeft(text: string): boolean | null {
  const first = /\p{L}/u.exec(text.replace(/\u2068[^\u2068\u2069]*\u2069/g, ''))?.[0];
  return first === undefined ? null : RTL.test(first);
}

export function hasRightToLeft(text: string): boolean {
  return RTL.test(text);
}
