// The picture wall in memory: what an address asks for, how pictures gather on a map, and that a box leads to all that its dot stood for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landMap, stateAt } from '../../law/world.store.ts';
import { byTime, cameraTime, isWithin, marksOn, readWall, wallQuery, type WallPicture } from './wall.ts';

const picture = (path: string, at?: readonly [number, number], time?: string): WallPicture => ({
  exhibit: 'FR-2026-000001-1',
  item: path,
  path,
  time,
  isCameras: true,
  longitude: at?.[0],
  latitude: at?.[1],
});

const ALBUM = [
  picture('paris', [2.3508, 48.8567], '2024-05-01T10:00:00'),
  picture('near paris', [2.36, 48.86], '2023-12-31T23:59:59'),
  picture('suva', [178.4417, -18.1416], '2024-05-02T08:00:00'),
  picture('nowhere'),
];

test('pictures gather to dots, and the box of a dot asks for those and no others', () => {
  const marks = marksOn(landMap(), ALBUM);
  assert.deepEqual(
    marks.map((mark) => mark.pictures.map(({ path }) => path)),
    [['paris', 'near paris'], ['suva']],
  );
  for (const { box, pictures } of marks) {
    const asked = readWall((name) => new URLSearchParams(wallQuery({ box })).get(name) ?? '');
    assert.deepEqual(
      ALBUM.filter((one) => isWithin(asked, one)),
      pictures,
    );
    // On the map of its surroundings it is somewhere, and not at the edge.
    for (const { longitude = 0, latitude = 0 } of pictures) {
      const [x, y] = landMap(box).at(longitude, latitude) ?? [0, 0];
      assert.ok(x > 50 && x < 910 && y > 50 && y < 390, `${x} ${y}`);
    }
  }
  const [first] = marks;
  assert.ok(first);
  const closer = landMap(first.box);
  assert.ok((closer.kilometresWide ?? 0) < 20 && landMap().kilometresWide === undefined);
  assert.equal(closer.at(178.4, -18.1), undefined, 'on the other side of the earth');
  assert.deepEqual([stateAt(2.35, 48.86), stateAt(0, 0)], ['FR', undefined]);
});

test('a year or a month is asked for, and what is not well formed is not', () => {
  const asked = (query: string) => readWall((name) => new URLSearchParams(query).get(name) ?? '');
  const paths = (query: string) => ALBUM.filter((one) => isWithin(asked(query), one)).map(({ path }) => path);
  assert.deepEqual(paths('span=2024'), ['paris', 'suva']);
  assert.deepEqual(paths('span=2023-12'), ['near paris']);
  for (const query of [
    'span=20',
    'span=2024-1',
    'box=1,2,3',
    'box=3,0,1,9',
    'box=0,0,999,9',
    'box=a,b,c,d',
    'after=-1',
  ])
    assert.deepEqual(asked(query), { box: undefined, span: undefined, after: 0 }, query);
  assert.deepEqual(byTime(ALBUM).map(({ path }) => path), ['near paris', 'paris', 'suva', 'nowhere']); // prettier-ignore
});

test('the time of a camera is taken as it stands, and one that was never set is none', () => {
  assert.equal(cameraTime('2008:10:22 16:28:39'), '2008-10-22T16:28:39');
  for (const taken of [null, '', '0000:00:00 00:00:00', '    :  :     :  :  ', '2008-10-22']) assert.equal(cameraTime(taken), undefined); // prettier-ignore
});
