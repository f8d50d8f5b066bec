// The type face of Chinese is cut into ranges of signs, of which a browser asks for those that a page has; no other sheet names it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAssets } from './assets.ts';
import { everyText } from './messages-files.ts';

const assets = await openAssets();
const FACE =
  /@font-face\{font-family:"([^"]+)";font-weight:(\d+);[^}]*?src:url\(\/assets\/([^)]+)\)[^}]*?unicode-range:([^}]*)\}/g;

interface Face {
  readonly family: string;
  readonly weight: number;
  readonly file: string;
  readonly has: (sign: number) => boolean;
}

async function facesOf(sheet: string): Promise<readonly Face[]> {
  const found = await assets.file(assets.url(sheet).slice('/assets/'.length), '');
  const css = Buffer.from(found?.bytes ?? []).toString();
  return [...css.matchAll(FACE)].map(([, family = '', weight = '', file = '', ranges = '']) => {
    const pairs = ranges.split(',').map((range) => {
      const [from = '', to = from] = range.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    });
    return {
      family,
      weight: Number(weight),
      file,
      has: (sign: number) => pairs.some(([from, to]) => sign >= from && sign <= to),
    };
  });
}

test('of Chinese a page fetches the ranges of its signs, every sign of the messages is in one, and each is there', async () => {
  const faces = await facesOf('face-chinese.css');
  const texts = [...everyText('zh').values()].flat();
  const isHan = (sign: string): boolean => /\p{Script=Han}/u.test(sign);
  const signs = [...new Set(texts.join(''))].filter(isHan).map((sign) => sign.codePointAt(0) ?? 0);
  assert.ok(signs.length > 900, `${signs.length} signs`);
  for (const weight of [400, 600]) {
    const own = faces.filter((face) => face.weight === weight);
    assert.ok(own.length > 90, `${own.length} ranges`);
    for (const sign of signs)
      assert.equal(own.filter((face) => face.has(sign)).length, 1, String.fromCodePoint(sign));
    const [longest = ''] = texts.toSorted((a, b) => b.length - a.length);
    const fetched = own.filter((face) =>
      Array.from(longest).some((sign) => face.has(sign.codePointAt(0) ?? 0)),
    );
    assert.ok(fetched.length < own.length / 2, `${fetched.length} of ${own.length} for ${longest}`);
  }
  for (const { file, family } of faces) {
    assert.equal(family, 'Noto Sans SC');
    assert.ok((await assets.file(file, ''))?.type === 'font/woff2', file);
  }
});

test('the sheet of every page names no face of Chinese or Arabic', async () => {
  const families = new Set((await facesOf('comity.css')).map(({ family }) => family));
  assert.deepEqual([...families], ['Noto Sans', 'Noto Serif']);
});
