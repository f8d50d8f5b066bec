// HTML as values. The tag escapes whatever is put in, nested templates and lists excepted.
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export { html, raw };

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing: Html = raw('');
