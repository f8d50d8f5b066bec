// A video as contents: stills of it, drawn by FFmpeg behind walls where that is found; without it there is no picture to ask for.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { madeVideo } from '../../../test/support/videos.ts';
import { videoProgram } from '../pictures/video-frames.ts';
import { contentsOf } from './contents.acts.ts';
import { Insides } from './insides.acts.ts';

test('a video of an exhibit is shown as stills, veiled until it is asked for', async (t) => {
  const program = await videoProgram();
  const { house } = await testHouse(t);
  const file = await testCase(house);
  const path = join(temporaryFolder(t), 'clip.mkv');
  const begins = Buffer.from('1a45dfa3', 'hex');
  writeFileSync(path, program === undefined ? begins : await madeVideo(program));
  const exhibit = await testExhibit(house, file, { from: { kind: 'path', path } });
  const insides = new Insides(house);
  t.after(() => insides.close());
  const place = {
    path: [],
    file: { name: 'clip.mkv', address: 'stored' },
    view: 'picture',
    after: 0,
  } as const;
  const asked = (picture: 'veiled' | 'shown') => contentsOf({ house, insides }, exhibit, { place, picture });
  const { chosen } = await asked('veiled');
  assert.equal(chosen?.isDrawn, program !== undefined);
  if (program === undefined) return t.skip('ffmpeg is not installed');
  for (const [look, width] of [[chosen.picture, 16], [(await asked('shown')).chosen?.picture, 1024]] as const) {
    assert.ok(look?.ok === true, JSON.stringify(look));
    assert.deepEqual([look.read.kind, look.pixels?.width], ['video', width]);
  } // prettier-ignore
});
