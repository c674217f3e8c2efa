import { Field, InputType } from 'type-graphql';

/** What changes something that is kept, and may say why. */
@InputType({ description: 'A change and its reason.' })
export class Reasoned {
  @Field(() => String, { nullable: true, description: 'Why, in at most 2,000 characters, for the audit trail; null: nobody said.' })
  reason?: string | null;
}
