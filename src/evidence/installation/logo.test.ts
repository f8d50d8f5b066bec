// Nothing runs in the agency's logo, nothing is fetched by it, and it stands on letters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOGO, logoOf, type Logo } from './logo.ts';

const inside = (shapes: string, more = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" ${more}>${shapes}</svg>`;
const kept = (text: string): Logo => {
  const found = logoOf(text);
  assert.ok(!('problem' in found), JSON.stringify(found));
  return found;
};

test('shapes are kept, and what draws nothing is left out', () => {
  const text = `<?xml version="1.0"?><!-- made by hand -->
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="https://ink.example" width="60mm" height="20mm">
      <metadata><ink:work>who drew it</ink:work></metadata><title>Seal</title>
      <defs><linearGradient id="a"><stop offset="0" stop-color="#123"/></linearGradient></defs>
      <g style="fill:url(#a);stroke:none;font-size:9px" ink:label="x" class="y"><path d="M0 0L60 20z"/></g>
    </svg>`;
  const { svg, ratio } = kept(text);
  assert.equal(ratio, 3);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 60 20"><defs>/);
  assert.match(svg, /<g fill="url\(#a\)" stroke="none"><path d="M0 0L60 20z"><\/path><\/g><\/svg>$/);
  assert.doesNotMatch(svg, /who drew|made by hand|ink|class|font/);
  assert.deepEqual(kept(svg), { svg, ratio }, 'written again it is the same');
});

const RECT = '<rect width="9" height="9"/>';
const REFUSED: { readonly [what: string]: string } = {
  'a script': inside('<script>alert(1)</script>'),
  'a handler': inside(`<rect width="9" height="9" onload="alert(1)"/>`),
  'an address': inside('<image href="https://a.example/x.png"/>'),
  'a link': inside('<a href="https://a.example">x</a>'),
  'a reference': inside('<use href="#a"/>'),
  'a paint from elsewhere': inside('<rect fill="url(https://a.example/x)"/>'),
  'a paint from elsewhere in a style': inside('<rect style="fill: url( \'https://a.example/x\' )"/>'),
  'a page': inside('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>'),
  'a style sheet': inside('<style>@import "https://a.example";</style>'),
  'text, whose face a letter may not have': inside('<text>x</text>'),
  'a document type': `<!DOCTYPE svg [<!ENTITY a "b">]>${inside(RECT)}`,
  movement: inside('<rect><animate attributeName="x"/></rect>'),
  'something else': '<html><body/></html>',
  'no XML': 'GIF89a',
  nothing: '',
  'one that is cut off': inside(RECT).slice(0, -9),
  'no size': `<svg xmlns="http://www.w3.org/2000/svg">${RECT}</svg>`,
  'a line': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 1">${RECT}</svg>`,
  'too many shapes': inside(RECT.repeat(2001)),
  'too deep': inside(`${'<g>'.repeat(40)}${'</g>'.repeat(40)}`),
  'too many bytes': inside(`<path d="${'M0 0'.repeat(20_000)}"/>`),
};

for (const [what, text] of Object.entries(REFUSED))
  test(`no logo: ${what}`, () => {
    assert.ok('problem' in logoOf(text));
    const read = LOGO.logo.read({ logo: text }, 'logo', undefined);
    assert.equal(read.ok, text === '', 'an empty answer is no logo');
  });
