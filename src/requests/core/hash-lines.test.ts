// Digests as other programs write them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashLines, MAX_HASHES, readHashLines, readStatedLines } from './hash-lines.ts';

const A = 'a'.repeat(64);
const B = 'B'.repeat(128);

test('lines of sha256sum, of BSD programs and of a table', () => {
  const sums = `${A}  mailbox.mbox\n${A} *two words.bin\n# made by hand\n\n\\${A}  back\\\\slash\nSHA512 (big.e01) = ${B}\n`;
  const { hashes, wrong } = readHashLines(sums);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    hashes.map(({ file, algorithm, digest }) => [file, algorithm, digest.length]),
    [
      ['mailbox.mbox', 'SHA-256', 64],
      ['two words.bin', 'SHA-256', 64],
      ['back\\slash', 'SHA-256', 64],
      ['big.e01', 'SHA-512', 128],
    ],
  );
  assert.equal(hashes[3]?.digest, B.toLowerCase());
  assert.deepEqual(readHashLines(hashLines(hashes)).hashes, hashes);
  const table = `Digest,File,Algorithm\n${A},"a, b.bin",sha-256\n${B},c.bin,BLAKE2b-512\n`;
  assert.deepEqual(
    readHashLines(table).hashes.map(({ file, algorithm }) => `${file} ${algorithm}`),
    ['a, b.bin SHA-256', 'c.bin BLAKE2'],
  );
});

test('each wrong line is named with its number and why', () => {
  const wrongs = (text: string): string[] =>
    readHashLines(text).wrong.map((one) => `${one.line} ${one.problem}`);
  const lines = [
    `${A}  one.bin`,
    'one.bin',
    `${B}  two.bin`, // of SHA-512, SHA3-512 and BLAKE2b alike
    `${A.slice(0, 33)}  three.bin`,
    `SHA999 (four.bin) = ${A}`,
    `SHA512 (five.bin) = ${A}`,
    `${A}  one.bin`,
  ];
  assert.deepEqual(wrongs(lines.join('\n')), [
    '2 notDigest',
    '3 sayAlgorithm',
    '4 digestLength',
    '5 unknownAlgorithm',
    '6 digestLength',
    '7 again',
  ]);
  assert.deepEqual(wrongs(`a.bin,sha-256,${A}\n,sha-256,${A}\nb.bin,sha-256,xyz\n"c`), [
    '2 fileNameLength',
    '3 notDigest',
    '4 unclosed',
  ]);
  const many = Array.from({ length: MAX_HASHES + 5 }, (_, i) => `${A}  ${i}`).join('\n');
  assert.deepEqual(wrongs(many), [`${MAX_HASHES + 1} tooMany`]);
});

test('MD5 and SHA-1 are read of others, and refused with the reason in what we state', () => {
  const lines = [
    `${A.slice(0, 32)}  one.bin`, // md5sum
    `${A.slice(0, 40)} *two.bin`, // sha1sum
    `MD5 (three.bin) = ${A.slice(0, 32)}`,
    `SHA1 (four.bin) = ${A.slice(0, 40)}`,
    `${A}  five.bin`,
  ].join('\n');
  const stated = readStatedLines(lines);
  assert.deepEqual(stated.wrong, []);
  assert.deepEqual(
    stated.hashes.map(({ file, algorithm }) => `${file} ${algorithm}`),
    ['one.bin MD5', 'two.bin SHA-1', 'three.bin MD5', 'four.bin SHA-1', 'five.bin SHA-256'],
  );
  assert.deepEqual(readStatedLines(hashLines(stated.hashes)).hashes, stated.hashes);
  assert.deepEqual(readStatedLines(`MD5 (a) = ${A}`).wrong[0]?.problem, 'digestLength');
  const ours = readHashLines(lines);
  assert.deepEqual(
    ours.hashes.map(({ file }) => file),
    ['five.bin'],
  );
  assert.deepEqual(
    ours.wrong.map((one) => `${one.line} ${one.problem}`),
    ['1 weakAlone', '2 weakAlone', '3 weakAlone', '4 weakAlone'],
  );
});
