// The means by which something leaves, as they are chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LANGUAGES } from '../../../web/messages.ts';
import { meansField, meansList } from './means.pages.ts';
import { said, saying } from '../../../../test/support/words.ts';

const { en } = LANGUAGES;

test('whoever takes it is to be asked before it is sent, and not while it is recorded that it was', async () => {
  const field = async (hint?: string): Promise<string> => {
    const list = meansList(en, { taken: [], first: [] }, '');
    const asked = {
      legend: 'Which means?',
      taken: [],
      list,
      errors: {},
      ...(hint !== undefined && { hint }),
    };
    return String(await meansField(en, asked));
  };
  assert.match(await field('It is checked.'), saying(said.sendingAsked.unknown));
  assert.doesNotMatch(await field(), /ask them/);
});
