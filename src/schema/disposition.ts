import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Disposition, SignatureMeaning } from '../domain/disposition.js';
import { Role } from '../domain/role.js';
import type { Instant } from '../domain/time.js';
import { connectionOf } from './connection.js';
import { DateTime } from './date-time.js';
import './viewer.js';

registerEnumType(Disposition, {
  name: 'Disposition',
  description: 'What becomes of a sample that an excursion affected.',
  valuesConfig: {
    PENDING: { description: 'Nobody has decided, and nothing calls for quarantine; as a decision, it takes back what was decided before.' },
    QUARANTINED: { description: 'It is set apart until somebody decides, as somebody said, or because it was taken from a sample that is set apart, or else because the excursion is CRITICAL, by its rule or as it was assessed.' },
    RELEASED: { description: 'It may be used in spite of the excursion.' },
    RETEST: { description: 'It is set apart and has to be tested first.' },
    REJECTED: { description: 'It must not be used, and is still there.' },
    DISCARDED: { description: 'It was thrown away because of the excursion.' },
  },
});

registerEnumType(SignatureMeaning, {
  name: 'SignatureMeaning',
  description: 'What somebody means by a signature (21 CFR 11.50).',
  valuesConfig: {
    REVIEW: { description: 'He has reviewed it.' },
    APPROVAL: { description: 'He approves of it.' },
    RESPONSIBILITY: { description: 'He takes responsibility for it.' },
    AUTHORSHIP: { description: 'It is his own work.' },
  },
});

@ObjectType({ description: 'What somebody decided of a sample after an excursion; it is never changed and never deleted, but a later decision may say otherwise.' })
export class DispositionDecision {
  @Field(() => ID, { description: 'The id, which never changes; later decisions have greater ones.' })
  id!: number;

  @Field(() => Disposition, { description: 'What was decided.' })
  disposition!: Disposition;

  @Field(() => DateTime, { description: 'When it was decided, and signed where it is signed, by the clock of the database.' })
  at!: Instant;

  @Field({ description: 'Who decided it, and signed it where it is signed; thermograph, where it was taken from a sample that was set apart.' })
  by!: string;

  @Field(() => Role, { description: 'What he was allowed to do then; of thermograph DEVICE.' })
  role!: Role;

  @Field({ description: 'Why it was decided so.' })
  reason!: string;

  @Field(() => SignatureMeaning, { nullable: true, description: 'What he meant by his signature; null: it is not signed.' })
  meaning!: SignatureMeaning | null;

  @Field(() => String, { nullable: true, description: 'What he showed to sign it: key: and the id of an API key, jwt: and the subject of a token, or first-key; null: it is not signed.' })
  signedBy!: string | null;

  @Field(() => Int, { description: 'The revision of the excursion on which it was decided.' })
  revision!: number;
}

export const DispositionDecisionConnection = connectionOf(DispositionDecision, 'DispositionDecision', 'decisions');
