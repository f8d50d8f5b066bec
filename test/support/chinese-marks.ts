// Chinese typography: after a Chinese character a mark is as wide as one (GB/T 15834-2011, 5.1). In the words of our source, never
// in what is put into them; numbers of articles, addresses and names in Latin letters keep their own marks.

const HAN = '\\u3007\\u4e00-\\u9fff';
const AFTER = `(?<=[${HAN}」』》）”’])`;
const WIDE: { readonly [mark: string]: string } = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' };
const wide = (mark: string): string => WIDE[mark] ?? mark;

/** As it should be written. */
export function chineseMarks(text: string): string {
  return text
    .replace(
      new RegExp(`(?<=[${HAN}])\\(([^()（）\\n]*)\\)|\\(([^()（）\\n]*[${HAN}][^()（）\\n]*)\\)`, 'g'),
      (_, one?: string, two?: string) => `（${one ?? two}）`,
    )
    .replace(new RegExp(`${AFTER}([,;:?!]) ?`, 'g'), (_, mark: string) => wide(mark))
    .replace(new RegExp(`(?<=[0-9A-Za-z)])([,;?!]) ?(?=[${HAN}])`, 'g'), (_, mark: string) => wide(mark));
}
