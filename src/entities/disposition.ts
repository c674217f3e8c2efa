import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Disposition, SignatureMeaning, type Known } from '../domain/disposition.js';
import { Role } from '../domain/role.js';
import { ExcursionEntity } from './excursion.js';
import { SampleEntity } from './sample.js';
import { InstantType } from './types.js';

/** What somebody decided of a sample that an excursion affected. Never changed: a later word supersedes it. */
export const DispositionEntity = defineEntity({
  name: 'Disposition',
  properties: {
    id: p.integer().primary().autoincrement(),
    excursion: () => p.manyToOne(ExcursionEntity).ref(),
    sample: () => p.manyToOne(SampleEntity).ref(),
    disposition: p.enum(() => Disposition),
    at: p.type(InstantType),
    by: p.text().fieldName('by_name'),
    role: p.enum(() => Role),
    reason: p.text(),
    /** Null: it is not signed. */
    meaning: p.enum(() => SignatureMeaning).strictNullable(),
    /** As what he was known who signed, as in `key:7`; null: it is not signed. */
    signedBy: p.text().strictNullable(),
    /** Of the excursion, as it was then. */
    revision: p.integer(),
    known: p.json().$type<Known>(),
    /** Null: nothing was said before. */
    supersedes: () => p.oneToOne(DispositionEntity).ref().strictNullable().deleteRule('no action').owner(),
  },
});

export type DispositionWord = InferEntity<typeof DispositionEntity>;
