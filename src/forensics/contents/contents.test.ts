// A video as contents: stills of it, drawn by FFmpeg behind walls where that is found; without it there is no picture to ask for.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mixedPdf } from '../../../test/support/drawn-words.ts';
import { mediaBytes } from '../../../test/support/ewf-image.ts';
import { testCase, testExhibit } from '../../../test/support/installation.ts';
import { testHouse } from '../../../test/support/people.ts';
import { temporaryFolder } from '../../../test/support/temporary.ts';
import { madeVideo } from '../../../test/support/videos.ts';
import { videoProgram } from '../pictures/video-frames.ts';
import { contentsOf } from './contents.acts.ts';
import { placeQuery, readPlace } from './contents.ts';
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

test('each page of a PDF can be asked for, and one that it does not have is said to be none', async (t) => {
  const { house } = await testHouse(t);
  const path = join(temporaryFolder(t), 'paper.pdf');
  writeFileSync(path, mixedPdf({ width: 90, height: 60, channels: 1, bytes: mediaBytes(90 * 60) }));
  const exhibit = await testExhibit(house, await testCase(house), { from: { kind: 'path', path } });
  const insides = new Insides(house);
  t.after(() => insides.close());
  const look = async (picture: 'pages' | 'shown', page: number) => {
    const asked = `file=paper.pdf&address=stored&view=picture&page=${page}`;
    const place = readPlace((name) => new URLSearchParams(asked).get(name) ?? '');
    assert.equal(placeQuery(place), `?${asked}`);
    return (await contentsOf({ house, insides }, exhibit, { place, picture })).chosen?.picture;
  };
  const [first, second] = [await look('shown', 1), await look('shown', 2)];
  assert.ok(first?.ok && second?.ok);
  assert.notDeepEqual(first.pixels?.bytes, second.pixels?.bytes);
  const counted = await look('pages', 2);
  assert.ok(counted?.ok);
  assert.deepEqual([counted.read.pages, counted.pixels?.channels], [2, 1], 'nothing sharper for a number');
  assert.equal((await look('shown', 3))?.ok, false);
});
