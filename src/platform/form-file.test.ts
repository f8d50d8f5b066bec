// One file out of a form, whatever the pieces it comes in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../test/support/refusal.ts';
import { fileOfForm } from './form-file.ts';

const TYPE = 'multipart/form-data; boundary=----edge7';

function formOf(bytes: Uint8Array, name = 'ledger.csv', more = ''): Buffer {
  return Buffer.concat([
    Buffer.from(
      `------edge7\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`,
    ),
    bytes,
    Buffer.from(`\r\n------edge7${more}--\r\n`),
  ]);
}

async function* inPieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    await Promise.resolve();
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function read(form: AsyncIterable<Uint8Array>, type = TYPE): Promise<{ name: string; bytes: Buffer }> {
  const file = await fileOfForm(form, type);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.bytes) pieces.push(Buffer.from(piece));
  return { name: file.name, bytes: Buffer.concat(pieces) };
}

test('the file comes out as it went in, in whatever pieces the form comes', async () => {
  const almost = fc
    .constantFrom('\r\n------edge', '\r\n', '--', '------edge7', '\r\n------edge6')
    .map((text) => Buffer.from(text));
  const content = fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), almost), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(content, fc.array(fc.nat(), { maxLength: 8 }), async (parts, cuts) => {
      const bytes = Buffer.concat(parts);
      fc.pre(!bytes.includes('\r\n------edge7')); // a browser chooses a boundary that the file has not
      const found = await read(inPieces(formOf(bytes), cuts));
      assert.equal(found.name, 'ledger.csv');
      assert.deepEqual(found.bytes, bytes);
    }),
  );
});

test('a form that breaks off, at any byte of it, is refused', async () => {
  const form = formOf(Buffer.from('a,b\r\n1,2\r\n'));
  const whole = form.length - '--\r\n'.length;
  for (let end = 0; end < whole; end++)
    await assert.rejects(read(inPieces(form.subarray(0, end), [])), isRefusal('badInput'), `${end}`);
  await read(inPieces(form.subarray(0, whole), []));
});

test('names come as they are, and what is no file form is refused', async () => {
  assert.equal((await read(inPieces(formOf(Buffer.from('x'), 'let\0ter.pdf'), []))).name, 'letter.pdf');
  const nameOf = async (name: string): Promise<string> =>
    (await read(inPieces(formOf(Buffer.alloc(0), name), []))).name;
  assert.equal(await nameOf('Kontobuch März.csv'), 'Kontobuch März.csv');
  assert.equal(await nameOf('a%22b.csv'), 'a"b.csv');
  assert.equal(await nameOf(''), '');
  const form = formOf(Buffer.from('x'));
  for (const type of ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])
    await assert.rejects(read(inPieces(form, []), type), isRefusal('badInput'));
  const field = Buffer.from(
    '------edge7\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n------edge7--',
  );
  await assert.rejects(read(inPieces(field, [])), isRefusal('badInput', /no file/));
  const endless = Buffer.concat([Buffer.from('------edge7\r\nX: '), Buffer.alloc(20_000, 'x')]);
  await assert.rejects(read(inPieces(endless, [])), isRefusal('badInput', /headers/));
});
