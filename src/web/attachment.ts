// A file that the browser keeps, and does not show. No cache keeps it (server/doors.ts).

export const CSV = 'text/csv; charset=utf-8';
export const PLAIN = 'text/plain; charset=utf-8';

/** `name`: of our own making, without quotation marks. */
export function attachment(body: BodyInit | Uint8Array, type: string, name: string): Response {
  // A buffer of this process alone, which its type does not say.
  return new Response(body as BodyInit, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
