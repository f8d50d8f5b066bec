// What a test expects of a refusal.
import { Refusal, type RefusalCode } from '../../src/base/refusal.ts';

/** For `assert.rejects`. */
export function isRefusal(code: RefusalCode, text = /./): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code && text.test(error.message);
}
