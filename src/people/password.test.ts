import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weakness } from './password.ts';

const KNOWN = ['Ines Example', 'ines@agency.example'];

test('four words that nobody would guess are a good password', () => {
  assert.equal(weakness('correct horse battery staple', KNOWN), undefined);
});

test('short, long, one letter again and again, one’s own name: each is refused by its reason', () => {
  assert.equal(weakness('horse', KNOWN), 'short');
  assert.equal(weakness('h'.repeat(129), KNOWN), 'long');
  assert.equal(weakness('aaaaaaaaaaaaaaaa', KNOWN), 'weak');
  assert.equal(weakness('Example agency 12', KNOWN), 'weak');
});
