// What the page gives its script: the sentences, in the language of the reader, and where to send.

/** As `upload.pages.ts` writes it into the page. */
export interface UploadWords {
  readonly locale: string;
  /** `{done}` and `{total}` are put in. */
  readonly amount: string;
  readonly state: {
    readonly queued: string;
    readonly sending: string;
    readonly comparing: string;
    readonly paused: string;
    readonly waiting: string;
    readonly taking: string;
  };
  readonly left: {
    readonly seconds: string;
    /** By the number: `minutes[2]` is two minutes. */
    readonly minutes: readonly string[];
    readonly hours: readonly string[];
  };
  readonly pause: string;
  readonly goOn: string;
  /** By the word that the server refuses with. */
  readonly refused: { readonly [reason: string]: string };
  readonly signedOut: string;
  readonly unreadable: string;
}

export function timeLeft({ left }: UploadWords, seconds: number): string {
  if (seconds < 60) return left.seconds;
  const minutes = Math.round(seconds / 60);
  const found = left.minutes[minutes] ?? left.hours[Math.round(seconds / 3600)];
  return found ?? left.hours.at(-1) ?? '';
}
