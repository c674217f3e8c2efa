import type { Contents } from '../message-contents.js';
import { takeMeasurement } from '../message-measurement.js';

/** thermograph/{asset}/{channel} and manufacturing/{machine}/{sensor}: a measurement, or a list of them. */
export function takeChannel(body: unknown, { key, channel }: { key: string; channel: string }, contents: Contents): void {
  const { receivedAt } = contents.origin;
  if (!Array.isArray(body)) return takeMeasurement(body, { key, channel, place: '' }, receivedAt, contents);
  body.forEach((element, index) => takeMeasurement(element, { key, channel, place: `[${index}]` }, receivedAt, contents));
}
