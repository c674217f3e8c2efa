import { expect, test } from '@jest/globals';
import { ExcursionKind, ExcursionStatus, Severity } from '../../../src/domain/excursion.js';
import { NotificationReason } from '../../../src/domain/notification.js';
import { Quantity } from '../../../src/domain/reading.js';
import { HOUR } from '../../../src/domain/time.js';
import type { Facts } from '../../../src/notify/facts.js';
import type { Report } from '../../../src/notify/letter.js';
import { mailOf } from '../../../src/notify/text.js';

const { ABOVE, NO_DATA, STUCK, CALIBRATION_DUE } = ExcursionKind;
const { INFO, WARNING, CRITICAL } = Severity;
const facts: Facts = { kind: ABOVE, severity: WARNING, status: ExcursionStatus.DETECTED, limit: null, startedAt: 0, confirmedAt: HOUR, endedAt: null, peak: null, acknowledgedBy: null, acknowledgedAt: null, comment: null, raised: false };
const mail = (given: Partial<Facts>, reason = NotificationReason.OPENED) => {
  const report: Report = {
    id: 1, reason, happenedAt: 0, excursionId: 7, facts: { ...facts, ...given }, sensor: { key: 'F/t', quantity: Quantity.TEMPERATURE, unit: 'Cel' },
    asset: { type: 'Machine', code: 'F', name: 'Freezer' }, site: null, rule: null, policy: null,
  };
  return mailOf({ id: 1, messageId: 'msg_1', attempts: 0, giveUpAt: null, address: null, reports: [report], isDigest: false, happenedAt: 0 });
};

test.each<[Partial<Facts>, string, string]>([
  [{ kind: ABOVE, limit: 8, peak: 9 }, 'temperature above 8 °C', 'Peak:         9 °C'],
  [{ kind: NO_DATA }, 'no temperature is received', 'Sensor:       F/t'],
  [{ kind: STUCK, peak: -70.1 }, 'temperature stuck at -70.1 °C', 'Value:        -70.1 °C'],
  [{ kind: CALIBRATION_DUE, severity: INFO }, 'calibration of temperature due within 90 days', 'Severity:     INFO'],
  [{ kind: CALIBRATION_DUE }, 'calibration of temperature due within 30 days', 'Severity:     WARNING'],
  [{ kind: CALIBRATION_DUE, severity: CRITICAL }, 'calibration of temperature overdue', 'Sensor:       F/t'],
])('of %j a mail says "%s"', (given, what, line) => {
  const { subject, text } = mail(given);
  expect(subject).toBe(`[${given.severity ?? WARNING}] Freezer (F): ${what}`);
  expect(text.split('\n')).toContain(line);
});

test.each<[Partial<Facts>, string]>([
  [{ limit: 8, raised: true, severity: CRITICAL }, 'temperature above 8 °C, worse than before'],
  [{ limit: 8 }, 'temperature above 8 °C, known better now'],
  [{ kind: CALIBRATION_DUE, raised: true }, 'calibration of temperature due within 30 days by now'],
  [{ kind: CALIBRATION_DUE, raised: true, severity: CRITICAL }, 'calibration of temperature overdue by now'],
  [{ kind: CALIBRATION_DUE }, 'calibration of temperature due within 30 days, known better now'],
])('that it was updated, being %j, a mail words as "%s"', (given, what) => {
  expect(mail(given, NotificationReason.UPDATED).subject).toBe(`[${given.severity ?? WARNING}] Freezer (F): ${what}`);
});
