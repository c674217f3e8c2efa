import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleMode, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import { Reasoned } from './reasoned.js';
import './quantity.js';
import { UserError } from './user-error.js';

registerEnumType(Severity, {
  name: 'Severity',
  description: 'How bad it is when a rule is broken.',
  valuesConfig: {
    INFO: { description: 'Worth knowing.' },
    WARNING: { description: 'Worth looking at.' },
    CRITICAL: { description: 'Somebody has to act now.' },
  },
});

registerEnumType(RuleMode, {
  name: 'RuleMode',
  description: 'What it takes to break a rule.',
  valuesConfig: {
    INSTANT: { description: 'The first value outside the limits.' },
    CONSECUTIVE: { description: 'Values outside the limits for at least the on-delay, without a return.' },
    ACCUMULATIVE: { description: 'Time outside the limits that adds up to the on-delay over several stretches.' },
  },
});

@ObjectType({ description: 'One version of the limits that readings of some assets are held against; a change is a new version, and the old one stays as it was.' })
export class ExcursionRule {
  @Field(() => ID, { description: 'The id of this version, which never changes.' })
  id!: number;

  @Field({ description: 'The code that all versions of the rule share.' })
  code!: string;

  @Field(() => Int, { description: 'Which version this is, from 1.' })
  version!: number;

  @Field(() => Quantity, { description: 'The quantity whose readings are judged.' })
  quantity!: Quantity;

  @Field(() => Severity, { description: 'How bad it is when the rule is broken.' })
  severity!: Severity;

  @Field(() => RuleMode, { description: 'What it takes to break the rule.' })
  mode!: RuleMode;

  @Field(() => Float, { nullable: true, description: "The least value that is inside, in the quantity's own unit; null: no lower limit." })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: "The greatest value that is inside, in the quantity's own unit; null: no upper limit." })
  high!: number | null;

  @Field(() => Float, { description: "How far inside a limit a value must come back to have returned, in the quantity's own unit." })
  deadband!: number;

  @Field(() => Duration, { description: 'How long values must stay outside to be an excursion; exactly as long counts.' })
  onDelay!: Length;

  @Field(() => Duration, { description: 'Stretches on the same side that are less than this apart are one excursion.' })
  offDelay!: Length;

  @Field(() => Boolean, { description: 'Whether an alarm of it stays after its condition has ended, until somebody has acknowledged and reset it.' })
  latching!: boolean;

  @Field(() => DateTime, { nullable: true, description: 'When this version stopped to judge; null while it is in force.' })
  retiredAt!: Instant | null;
}

@InputType({ description: 'A rule, or a new version of the rule that has the same code; at least one limit and one asset.' })
export class ExcursionRuleInput extends Reasoned {
  @Field({ description: 'The code of the rule, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field(() => Quantity, { description: 'The quantity whose readings are judged.' })
  quantity!: Quantity;

  @Field(() => Severity, { description: 'How bad it is when the rule is broken.' })
  severity!: Severity;

  @Field(() => RuleMode, { description: 'What it takes to break the rule; ACCUMULATIVE is refused for now.' })
  mode!: RuleMode;

  @Field(() => Float, { nullable: true, description: "The least value that is inside, in the quantity's own unit; null: no lower limit." })
  low?: number | null;

  @Field(() => Float, { nullable: true, description: "The greatest value that is inside, in the quantity's own unit; null: no upper limit." })
  high?: number | null;

  @Field(() => Float, { nullable: true, defaultValue: 0, description: "How far inside a limit a value must come back to have returned, in the quantity's own unit; null: not at all." })
  deadband?: number | null;

  @Field(() => Duration, { nullable: true, description: 'How long values must stay outside to be an excursion, which only CONSECUTIVE has; null: no time.' })
  onDelay?: Length | null;

  @Field(() => Duration, { nullable: true, description: 'Stretches on the same side that are less than this apart become one excursion; null: they stay apart.' })
  offDelay?: Length | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether an alarm of it stays after its condition has ended, until somebody has acknowledged and reset it; null: it does not.' })
  latching?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'The codes of machines that it applies to; null: to none.' })
  machines?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The codes of containers that it applies to; null: to none.' })
  containers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The codes of samples whose own probes it applies to; null: to none.' })
  samples?: string[] | null;
}

@InputType({ description: 'A rule that is to judge no longer.' })
export class RetireExcursionRuleInput extends Reasoned {
  @Field({ description: 'The code of the rule.' })
  code!: string;
}

@ObjectType({ description: 'What became of a rule in a mutation.' })
export class ExcursionRulePayload {
  @Field(() => ExcursionRule, { nullable: true, description: 'The version that was defined or retired; null when the input was refused.' })
  excursionRule!: ExcursionRule | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
