// Apart from refusals, which bring their whole catalogue along.

/** What an error says, whatever it was that was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
