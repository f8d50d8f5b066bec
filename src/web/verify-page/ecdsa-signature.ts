// ECDSA signatures: certificates and tokens have them in DER (RFC 3279, section 2.2.3), WebCrypto wants r and s alone.

/** Undefined when the bytes are not a SEQUENCE of two positive INTEGERs that fit. */
export function derSignatureToRaw(der: Uint8Array, coordinateBytes: number): Uint8Array | undefined {
  const raw = new Uint8Array(2 * coordinateBytes);
  const body = lengthAt(der, 0, 0x30);
  if (body === undefined || body.end !== der.length) return undefined;
  let at = body.start;
  for (const offset of [0, coordinateBytes]) {
    const integer = lengthAt(der, at, 0x02);
    if (integer === undefined) return undefined;
    let { start } = integer;
    if (integer.end === start || (der[start] ?? 0x80) >= 0x80) return undefined; // empty or negative
    while (start < integer.end - 1 && der[start] === 0) start += 1;
    const length = integer.end - start;
    if (length > coordinateBytes) return undefined;
    raw.set(der.subarray(start, integer.end), offset + coordinateBytes - length);
    at = integer.end;
  }
  return at === der.length ? raw : undefined;
}

/** Where the content of an element begins and ends; lengths of one or two bytes are all that occur here. */
function lengthAt(der: Uint8Array, at: number, tag: number): { start: number; end: number } | undefined {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) return undefined;
  const isLong = first === 0x81;
  const length = isLong ? der[at + 2] : first;
  if (length === undefined || (!isLong && length >= 0x80)) return undefined;
  const start = at + (isLong ? 3 : 2);
  return start + length <= der.length ? { start, end: start + length } : undefined;
}
