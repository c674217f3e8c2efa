import { expect, test } from '@jest/globals';
import { Silences } from '../../../src/ingest/silences.js';

const beat = (clientId: string, beats: number, holder = `of ${clientId}`) => ({ clientId, holder, beats: String(beats), isAdopted: false });
const silent = (silences: Silences, looks: ReturnType<typeof beat>[][]) => looks.map((beats) => silences.look(beats).map(({ clientId }) => clientId));

test('who is not heard for so many looks in a row is silent, and stays so', () => {
  const look = [beat('one', 7), beat('two', 3)];
  expect(silent(new Silences(2), [look, look, look, look])).toEqual([[], [], ['one', 'two'], ['one', 'two']]);
});

test('who is heard in between is not', () => {
  expect(silent(new Silences(2), [[beat('one', 1)], [beat('one', 1)], [beat('one', 2)], [beat('one', 2)], [beat('one', 2)]])).toEqual([[], [], [], [], ['one']]);
});

test('a new run under the same name is heard, whatever it counts', () => {
  expect(silent(new Silences(1), [[beat('one', 1)], [beat('one', 1, 'another run')], [beat('one', 1, 'another run')]])).toEqual([[], [], ['one']]);
});

test('after a look that failed the silence begins anew: we were cut off ourselves', () => {
  const silences = new Silences(2);
  const look = [beat('one', 7)];
  expect(silent(silences, [look, look])).toEqual([[], []]);
  silences.forget();
  expect(silent(silences, [look, look, look])).toEqual([[], [], ['one']]);
});

test('who was away from the list is new', () => {
  const look = [beat('one', 7)];
  expect(silent(new Silences(1), [look, [], look])).toEqual([[], [], []]);
});
