// XML as far as text is taken out of it (W3C, Extensible Markup Language 1.0): tags with the text before each. Nothing is looked up:
// an entity of a document type stays as it stands.

export interface Tag {
  /** Without the prefix of its name space. */
  readonly name: string;
  readonly isEnd: boolean;
  /** `<name/>`: it has no end of its own. */
  readonly isEmpty: boolean;
  /** What stands between it and the tag before. */
  readonly before: string;
  readonly attribute: (name: string) => string | undefined;
}

const TAG_CHARACTERS = 4000;

export function* tagsOf(xml: string): Generator<Tag> {
  for (let at = 0; at < xml.length;) {
    const open = xml.indexOf('<', at);
    const close = open < 0 ? -1 : xml.indexOf('>', open);
    if (close < 0) return;
    const tag = xml.slice(open + 1, Math.min(close, open + TAG_CHARACTERS));
    const [, end = '', name = ''] = /^(\/?)(?:[\w.-]+:)?([\w.-]+)/.exec(tag) ?? [];
    yield {
      name,
      isEnd: end !== '',
      isEmpty: xml[close - 1] === '/',
      before: xml.slice(at, open),
      attribute: (wanted) => attributeOf(tag, wanted),
    };
    at = close + 1;
  }
}

function attributeOf(tag: string, wanted: string): string | undefined {
  for (const [, name, one, other] of tag.matchAll(/\s([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (name === wanted || name?.endsWith(`:${wanted}`) === true) return plainXml(one ?? other ?? '');
  return undefined;
}

/** The five entities that XML itself knows, and characters by their number. */
export function plainXml(text: string): string {
  return text
    .replaceAll(/&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));/g, (whole, hex?: string, number?: string) => {
      const code = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
