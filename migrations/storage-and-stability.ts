// What a condition asks for has versions, each from when it was defined. Under which one a container is kept holds from when
// that was said of, or from the beginning, until the next was; null: under none that is known. What was said later shows to
// have been wrong is kept as it stood, with who said so.
export const conditions = [
  `create table storage_condition (
    id serial primary key,
    code text not null constraint storage_condition_code_unique unique check (code <> '')
  )`,
  `create table storage_condition_version (
    id serial primary key,
    condition_id int not null constraint storage_condition_version_condition_id_foreign references storage_condition (id),
    version int not null check (version > 0),
    label text not null check (label <> ''),
    minimum double precision null, maximum double precision null check (maximum >= minimum),
    mkt_applicable boolean not null,
    aliases text[] not null default '{}',
    defined_at timestamptz not null,
    defined_by text not null,
    check (num_nonnulls(minimum, maximum) > 0),
    constraint storage_condition_version_unique unique (condition_id, version)
  )`,
  `create table container_condition (
    id serial primary key,
    container_id int not null constraint container_condition_container_id_foreign references container (id),
    condition_id int null constraint container_condition_condition_id_foreign references storage_condition (id),
    from_at timestamptz not null,
    to_at timestamptz null check (to_at > from_at),
    reason text null,
    by_name text not null,
    told_at timestamptz not null default now(),
    constraint container_condition_one_at_a_time exclude using gist (container_id with =, tstzrange(from_at, to_at) with &&)
  )`,
  'create index container_condition_container_id_index on container_condition (container_id, from_at)',
  `create table container_condition_superseded (
    id serial primary key,
    container_id int not null constraint container_condition_superseded_container_id_foreign references container (id),
    condition_id int null constraint container_condition_superseded_condition_id_foreign references storage_condition (id),
    from_at timestamptz not null,
    to_at timestamptz null,
    reason text null,
    by_name text not null,
    superseded_at timestamptz not null default now(),
    superseded_by text not null,
    superseded_because text null
  )`,
  'create index container_condition_superseded_container_id_index on container_condition_superseded (container_id)',
];

export const profiles = [
  `create table stability_profile (
    id serial primary key,
    code text not null constraint stability_profile_code_unique unique check (code <> '')
  )`,
  `create table stability_profile_version (
    id serial primary key,
    profile_id int not null constraint stability_profile_version_profile_id_foreign references stability_profile (id),
    version int not null check (version > 0),
    activation_energy double precision not null check (activation_energy > 0),
    frozen_at double precision null, thawed_above double precision null check (thawed_above >= frozen_at), thaw_time interval null check (thaw_time >= interval '0'),
    defined_at timestamptz not null,
    defined_by text not null,
    check (num_nulls(frozen_at, thawed_above, thaw_time) in (0, 3)),
    constraint stability_profile_version_unique unique (profile_id, version)
  )`,
  `create table stability_tier (
    id serial primary key,
    version_id int not null constraint stability_tier_version_id_foreign references stability_profile_version (id),
    place int not null,
    code text not null check (code <> ''),
    minimum double precision null, maximum double precision null check (maximum >= minimum),
    time_limit interval null check (time_limit >= interval '0'),
    return_allowed boolean not null,
    check (num_nonnulls(minimum, maximum) > 0),
    constraint stability_tier_code_unique unique (version_id, code),
    constraint stability_tier_place_unique unique (version_id, place)
  )`,
  'alter table sample add column stability_profile_id int null constraint sample_stability_profile_id_foreign references stability_profile (id)',
];

type Class = readonly [code: string, label: string, minimum: number | null, maximum: number | null, mktApplicable: boolean, aliases?: readonly string[]];

// Ranges in degrees Celsius. USP: chapter <659> as cited by 22 TAC 291.15 and naplexstudy.com. ICH: Q1A(R2), 5 ± 3 and -20 ± 5.
// mRNA vaccines: TGA, by way of mvec.mcri.edu.au. MIABIS: BBMRI-ERIC/miabis, Sample V1.1 (MIABIS-SAMPLE-03), and the code system
// miabis-storage-temperature-cs of MIABIS on FHIR. SPREC 2.0: long-term storage, the seventh element; of later versions the tables
// may differ. An alias is a code with exactly this range. Mean kinetic temperature is not for what is frozen: USP <1079.2>.
const classes: readonly Class[] = [
  ['USP_CRT', 'Controlled room temperature', 20, 25, true],
  ['USP_CONTROLLED_COLD', 'Controlled cold temperature', 2, 8, true],
  ['USP_REFRIGERATOR', 'Refrigerator', 2, 8, true],
  ['USP_COLD', 'Cold', null, 8, true],
  ['USP_COOL', 'Cool', 8, 15, true],
  ['USP_WARM', 'Warm', 30, 40, true],
  ['USP_FREEZER', 'Freezer', -25, -10, false],
  ['ICH_REFRIGERATOR', 'Refrigerator, long term', 2, 8, true],
  ['ICH_FREEZER', 'Freezer, long term', -25, -15, false],
  ['MRNA_REFRIGERATOR', 'mRNA vaccine, refrigerated', 2, 8, true],
  ['MRNA_FREEZER', 'mRNA vaccine, freezer', -25, -15, false],
  ['MRNA_ULTRA_COLD', 'mRNA vaccine, ultra-cold', -90, -60, false],
  ['BIOBANK_2_10', 'Biobank, 2 to 10 °C', 2, 10, true, ['MIABIS-SAMPLE-03 1.1: 2 °C to 10°C', 'miabis-storage-temperature-cs: 2to10']],
  ['BIOBANK_FROZEN', 'Biobank, frozen', -35, -18, false, ['MIABIS-SAMPLE-03 1.1: -18 °C to -35 °C', 'miabis-storage-temperature-cs: -18to-35', ...sprec('BHKMT')]],
  ['BIOBANK_ULT', 'Biobank, ultra-low temperature', -85, -60, false, ['MIABIS-SAMPLE-03 1.1: -60 °C to -85 °C', 'miabis-storage-temperature-cs: -60to-85', ...sprec('ADGJLS')]],
  ['BIOBANK_CRYO', 'Biobank, below the glass transition of water', null, -135, false, ['MIABIS-SAMPLE-03 1.1: <-135 °C', ...sprec('VW')]],
  ['BIOBANK_LN2', 'Biobank, liquid nitrogen or its vapour', -196, -150, false, [
    'MIABIS-SAMPLE-03 1.1: Liquid nitrogen vapor-phase', 'MIABIS-SAMPLE-03 1.1: Liquid nitrogen liquid-phase', 'miabis-storage-temperature-cs: LN', ...sprec('CFQ'),
  ]],
];

function sprec(letters: string): string[] {
  return [...letters].map((letter) => `SPREC 2.0: ${letter}`);
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** The classes of storage that many people name alike, each in its first version. */
export const storageClasses: readonly string[] = classes.map(([code, label, minimum, maximum, mktApplicable, aliases = []]) => `
  with made as (insert into storage_condition (code) values (${text(code)}) returning id)
  insert into storage_condition_version (condition_id, version, label, minimum, maximum, mkt_applicable, aliases, defined_at, defined_by)
  select id, 1, ${text(label)}, ${minimum}, ${maximum}, ${mktApplicable}, array[${aliases.map(text).join(', ')}]::text[], now(), 'thermograph' from made`);
