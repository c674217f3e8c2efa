import { Field, InputType } from 'type-graphql';
import { MachineStatus } from '../domain/asset.js';
import { Reasoned } from './reasoned.js';

@InputType({ description: 'A machine to be made known.' })
export class RegisterMachineInput {
  @Field({ description: 'A code that no other machine has, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field({ description: 'What people call it, in 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The code of the site where it stands; null: not said.' })
  site?: string | null;

  @Field(() => String, { nullable: true, description: 'What kind of machine it is, in free words of at most 200 characters; null: not said.' })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: 'Who built it, in at most 200 characters; null: not said.' })
  manufacturer?: string | null;

  @Field(() => String, { nullable: true, description: 'The model name that its manufacturer gave it, in at most 200 characters; null: not said.' })
  model?: string | null;
}

@InputType({ description: 'What a machine does from now on.' })
export class SetMachineStatusInput extends Reasoned {
  @Field({ description: 'The code of the machine.' })
  machine!: string;

  @Field(() => MachineStatus, { description: 'What it does now.' })
  status!: MachineStatus;
}
