import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPublicAddress } from './public-address.ts';

test('an address within a house, or of nobody, is not public, however it is written', () => {
  for (const one of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ])
    assert.equal(isPublicAddress(one), false, one);
  for (const one of [
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    'fec0::1',
    '64:ff9b::127.0.0.1',
    '0064:FF9B::a9fe:a9fe',
    '64:ff9b::',
    'localhost',
    '',
  ])
    assert.equal(isPublicAddress(one), false, one);
  for (const one of ['198.51.100.7', '8.8.8.8', '2001:db8::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])
    assert.equal(isPublicAddress(one), true, one);
});
