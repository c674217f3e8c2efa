import { Field, InputType, ObjectType } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Reasoned } from './reasoned.js';
import { UserError } from './user-error.js';

@InputType({ description: 'Whose tokens shall be refused from now on.' })
export class RevokeTokensInput extends Reasoned {
  @Field({ description: 'The subject of the tokens, as their claim "sub" has it, in 1 to 255 characters; it need not be known here.' })
  subject!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of the tokens of a subject.' })
export class RevokeTokensPayload {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Tokens issued up to this moment are refused: a few seconds after now, because the clock of those who issue them may be ahead of ours; null when the input was refused.',
  })
  refusedUpTo!: Instant | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
