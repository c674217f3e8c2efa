import { expect, test } from '@jest/globals';
import type { MachineStatusChanged } from '../../../src/events.js';
import { Recent } from '../../../src/live/recent.js';

test('what is remembered of an event is not the one that was handed on, on which hangs what was asked because of it', () => {
  const recent = new Recent([0], 10);
  const event: MachineStatusChanged = { name: 'machineStatusChanged', position: 1, machineId: 1, at: 0 } as MachineStatusChanged;
  recent.push(event as never);
  const [known] = recent.since([0])!;
  expect(known).toEqual(event);
  expect(known).not.toBe(event);
});
