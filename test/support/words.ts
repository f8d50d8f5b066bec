// What pages say, in English, for tests: a text is named by its message, so that a sentence can be changed without touching them.
import { LANGUAGES } from '../../src/web/messages.ts';

export const said = LANGUAGES.en;

/** That a page says it, whatever stands around. */
export const saying = (text: string): RegExp => new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
