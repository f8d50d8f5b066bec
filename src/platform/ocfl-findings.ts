// What a validator has to say of an OCFL object, in the codes of https://ocfl.io/1.1/spec/validation-codes.html:
// E for what must not be, W for what should not be.

export type OcflCode = `${'E' | 'W'}${number}`;

export interface OcflFinding {
  readonly code: OcflCode;
  /** Below the object root. */
  readonly path: string;
  readonly message: string;
  /** For a file that is not as its digest says. */
  readonly expected?: string;
  readonly found?: string;
}

const MAX_FINDINGS = 1000;

export class Findings {
  readonly errors: OcflFinding[] = [];
  readonly warnings: OcflFinding[] = [];
  /** All of them, also those beyond the thousand that are kept. */
  errorsCount = 0;

  /** Returns undefined, so that a parser can end with what it has to say. */
  add(
    code: OcflCode,
    path: string,
    message: string,
    differs?: { readonly expected: string; readonly found: string },
  ): undefined {
    const list = code.startsWith('E') ? this.errors : this.warnings;
    if (list === this.errors) this.errorsCount += 1;
    if (list.length < MAX_FINDINGS) list.push({ code, path, message, ...differs });
    return undefined;
  }

  listed(): {
    readonly errors: readonly OcflFinding[];
    readonly errorsCount: number;
    readonly warnings: readonly OcflFinding[];
  } {
    return { errors: this.errors, errorsCount: this.errorsCount, warnings: this.warnings };
  }
}
