import { isFields } from '../json.js';
import { MachineStatus } from '../../entities/machine.js';
import type { Contents } from '../message-contents.js';
import { faultOfCode, printable, shown } from '../message-text.js';
import { timeOf } from '../message-time.js';

const NAMES: ReadonlySet<string> = new Set(Object.values(MachineStatus));

/** thermograph/{asset}/status: the name of a status, or `{status, measuredAt?}`. */
export function takeStatus(body: unknown, machine: string, contents: Contents): void {
  const raw = isFields(body) ? body['status'] : body;
  if (raw === undefined || raw === null) return contents.refuse('MISSING_VALUE', `status is ${raw === null ? 'null' : 'missing'}`);
  const status = typeof raw === 'string' ? raw.trim().toUpperCase() : '';
  const measuredAt = isFields(body) ? timeOf(body, contents.origin.receivedAt, '', contents) : contents.origin.receivedAt;
  if (!NAMES.has(status)) contents.refuse('INVALID_STATUS', `status is ${shown(raw)}`);
  else if (measuredAt !== null) contents.statuses.push({ machine, status, measuredAt, origin: contents.origin });
}

/** manufacturing/status: `{machine_id, status, timestamp}`. */
export function takeManufacturingStatus(body: unknown, contents: Contents): void {
  if (!isFields(body)) return contents.refuse('INVALID_VALUE', `the message is ${shown(body)}, but must be an object with machine_id and status`);
  const machine = body['machine_id'];
  if (machine === undefined || machine === null) return contents.refuse('MISSING_VALUE', 'machine_id is missing');
  if (typeof machine !== 'string') return contents.refuse('INVALID_VALUE', `machine_id is ${shown(machine)}, but must be a text`);
  const fault = faultOfCode(machine);
  if (fault !== null) return contents.refuse('INVALID_TEXT', `machine_id '${printable(machine)}' ${fault}`);
  takeStatus(body, machine, contents);
}
