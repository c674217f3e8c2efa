import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Disposition, SignatureMeaning } from '../domain/disposition.js';
import { AffectedSample } from './affected-sample.js';
import { UserError } from './user-error.js';

@InputType({ description: 'A signature: who asks shows once more who he is, and says what he means by it.' })
export class SignatureInput {
  @Field({ description: 'The API key, or the token of the identity provider, of the caller himself, without "Bearer"; it is looked at and never kept. To be sent in a variable.' })
  key!: string;

  @Field(() => SignatureMeaning, { description: 'What the signature means.' })
  meaning!: SignatureMeaning;
}

@InputType({ description: 'What becomes of samples that an excursion affected.' })
export class DecideDispositionInput {
  @Field(() => ID, { description: 'The id of the excursion.' })
  excursion!: string;

  @Field(() => [String], { description: 'The codes of the samples, from 1 to 10,000, each that the excursion affected or of which something was decided after it.' })
  samples!: string[];

  @Field(() => Disposition, { description: 'What becomes of them; PENDING takes back what was decided of them before.' })
  disposition!: Disposition;

  @Field({ description: 'Why, in 1 to 2,000 characters.' })
  reason!: string;

  @Field(() => SignatureInput, {
    nullable: true,
    description: 'The signature, without which only QUARANTINED and RETEST can be said, and not of what was REJECTED or DISCARDED; null: none, which is enough too for whoever is on the machine itself while no access is configured, and is kept as unsigned.',
  })
  signature?: SignatureInput | null;

  @Field(() => Int, { nullable: true, description: 'The revision of the excursion that was looked at, so that nothing is decided if it was changed meanwhile; null: whichever it has now.' })
  revision?: number | null;
}

@ObjectType({ description: 'What became of samples in a mutation.' })
export class DispositionPayload {
  @Field(() => [AffectedSample], { description: 'The samples in the order of the input, as they stand now; none when the input was refused.' })
  affectedSamples!: AffectedSample[];

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
