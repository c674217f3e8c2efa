import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Why something in the input of a mutation was refused; what was refused has changed nothing.' })
export class UserError {
  @Field({ description: 'What kind of refusal it is, as in NOT_FOUND, ALREADY_EXISTS or INVALID.' })
  code!: string;

  @Field(() => [String], { description: 'Where in the input it lies, from the outside in, as in ["samples", "3", "code"]; empty: it concerns the whole.' })
  field!: string[];

  @Field({ description: 'What is wrong and what would be right, for people.' })
  message!: string;
}
