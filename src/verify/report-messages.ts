// The shape of a language: every sentence a check can say. A missing one is a type error.
import type { Check, CheckName } from './checks.ts';
import type { Fault, FaultCode } from './fault.ts';
import type { Statement } from './report.ts';

export interface Messages {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** A few words for what is checked. */
  readonly checkTitles: { readonly [name in CheckName]: string };
  /** What was found, with figures. */
  readonly checkWords: (check: Check) => string;
  readonly verdicts: {
    readonly valid: string;
    /** Valid, and nothing came by another road with which the sender's keys could be compared. */
    readonly uncompared: string;
    readonly invalid: string;
    readonly notChecked: string;
  };
  /** Beside a good verdict, when nothing came by another road to compare with. */
  readonly withoutTrust: string;
  readonly headings: { readonly established: string; readonly notEstablished: string };
  /** What a fault means for somebody who has to decide. */
  readonly faultWords: { readonly [code in FaultCode]: string };
  readonly faultLine: (fault: Fault) => string;
  readonly statement: (statement: Statement) => string;
}
