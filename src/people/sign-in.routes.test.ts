import assert from 'node:assert/strict';
import { test } from 'node:test';
import { safeNext } from './sign-in.routes.ts';

test('after signing in one goes on to where one wanted, on this site', () => {
  assert.equal(safeNext('/cases/FR-2026-000012/evidence/3'), '/cases/FR-2026-000012/evidence/3');
});

test('what leads elsewhere leads home', () => {
  for (const next of [
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/sign-out',
    '/a?b=c',
    '/a\nb',
    'javascript:1',
  ])
    assert.equal(safeNext(next), '/', next);
});
