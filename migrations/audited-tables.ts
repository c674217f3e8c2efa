import { audited } from './auditing.js';

const assets = { machine: 'machine', container: 'container', sample: 'sample' };
const items = { item_sample: 'sample', item_container: 'container' };
const code = (item: string) => `${item}.code`;
const id = (item: string) => `${item}.id::text`;
const sensorKey = (item: string) => `(select key from sensor where id = ${item}.sensor_id)`;
const itemCode = (item: string) => `coalesce((select code from sample where id = ${item}.item_sample_id), (select code from container where id = ${item}.item_container_id))`;
const codeIn = (table: string, column: string) => (item: string) => `(select code from ${table} where id = ${item}.${column})`;
const tierCode = (item: string) => `(select profile.code from stability_profile_version as version join stability_profile as profile on profile.id = profile_id where version.id = ${item}.version_id)`;
const policyCode = (item: string) => `(select policy.code from escalation_policy_version as version join escalation_policy as policy on policy.id = policy_id where version.id = ${item}.version_id)`;
// What detectors write of an excursion stands in its revisions.
const detected = ['started_at', 'confirmed_at', 'ended_at', 'unknown', 'peak', 'area', 'severity', 'severities', 'revision'];

/** Everything that people or configuration change. What is heard of devices is none of it: readings, positions, and what follows from them. */
export const auditedTables: readonly string[] = [
  ...audited('site', { entity: 'Site', code }),
  ...audited('machine', { entity: 'Machine', code, names: { site: 'site' }, people: ['status', 'status_at'] }),
  ...audited('container', { entity: 'Container', code, names: { site: 'site', machine: 'machine' } }),
  ...audited('sample', { entity: 'Sample', code, names: { parent: 'sample', stability_profile: 'stability_profile' } }),
  ...audited('sensor', { entity: 'Sensor', code: (item) => `${item}.key`, names: assets }),
  ...audited('sensor_mount', { entity: 'SensorMount', code: sensorKey, names: { sensor: 'sensor', ...assets } }),
  ...audited('sensor_mount_superseded', { entity: 'SensorMountSuperseded', code: sensorKey, names: { sensor: 'sensor', ...assets } }),
  ...audited('sensor_suppression', { entity: 'SensorSuppression', code: sensorKey, names: { sensor: 'sensor' } }),
  ...audited('sensor_calibration', { entity: 'SensorCalibration', code: sensorKey, names: { sensor: 'sensor' } }),
  ...audited('placement', { entity: 'Placement', code: itemCode, names: { container: 'container', ...items } }),
  ...audited('placement_superseded', { entity: 'PlacementSuperseded', code: itemCode, names: { container: 'container', ...items } }),
  ...audited('removal', { entity: 'Removal', code: itemCode, names: items }),
  ...audited('excursion_rule', { entity: 'ExcursionRule', code }),
  ...audited('excursion_rule_asset', { entity: 'ExcursionRuleAsset', code: codeIn('excursion_rule', 'rule_id'), names: { rule: 'excursion_rule', ...assets } }),
  ...audited('excursion', { entity: 'Excursion', code: id, names: { sensor: 'sensor' }, ignores: detected, people: 'ALL' }),
  ...audited('disposition', { entity: 'Disposition', code: codeIn('sample', 'sample_id'), names: { sample: 'sample' } }),
  ...audited('storage_condition', { entity: 'StorageCondition', code }),
  ...audited('storage_condition_version', { entity: 'StorageConditionVersion', code: codeIn('storage_condition', 'condition_id') }),
  ...audited('container_condition', { entity: 'ContainerCondition', code: codeIn('container', 'container_id'), names: { container: 'container', condition: 'storage_condition' } }),
  ...audited('container_condition_superseded', { entity: 'ContainerConditionSuperseded', code: codeIn('container', 'container_id'), names: { container: 'container', condition: 'storage_condition' } }),
  ...audited('stability_profile', { entity: 'StabilityProfile', code }),
  ...audited('stability_profile_version', { entity: 'StabilityProfileVersion', code: codeIn('stability_profile', 'profile_id') }),
  ...audited('stability_tier', { entity: 'StabilityTier', code: tierCode }),
  ...audited('api_key', { entity: 'ApiKey', code: (item) => `${item}.prefix`, names: assets, ignores: ['last_used_at'], secrets: ['hash'] }),
  ...audited('api_key_site', { entity: 'ApiKeySite', code: (item) => `(select prefix from api_key where id = ${item}.api_key_id)`, key: 'api_key_id, site_id', names: { site: 'site' } }),
  ...audited('token_revocation', { entity: 'TokenRevocation', code: (item) => `${item}.subject`, key: 'subject' }),
  ...audited('notification_channel', { entity: 'NotificationChannel', code }),
  ...audited('notification_channel_version', { entity: 'NotificationChannelVersion', code: codeIn('notification_channel', 'channel_id'), names: { site: 'site' } }),
  ...audited('notification_endpoint', { entity: 'NotificationEndpoint', code: codeIn('notification_channel', 'channel_id'), key: 'channel_id', secrets: ['url', 'secret'] }),
  ...audited('escalation_policy', { entity: 'EscalationPolicy', code }),
  ...audited('escalation_policy_version', { entity: 'EscalationPolicyVersion', code: codeIn('escalation_policy', 'policy_id'), names: { site: 'site' } }),
  ...audited('escalation_policy_asset', { entity: 'EscalationPolicyAsset', code: policyCode, names: assets }),
  ...audited('escalation_step', { entity: 'EscalationStep', code: policyCode, names: { channel: 'notification_channel' } }),
  ...audited('notification', { entity: 'Notification', code: id, names: { channel: 'notification_channel' }, ignores: ['facts'], people: 'ALL' }),
  ...audited('rejection', { entity: 'Rejection', code: id, ignores: ['payload'], people: 'ALL' }),
];
