import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { RuleMode, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import { Comparison } from '../domain/rule.js';
import type { Duration as Length } from '../domain/time.js';
import { Duration } from './duration.js';
import { ExcursionRule } from './excursion-rule.js';
import { Reasoned } from './reasoned.js';
import { UserError } from './user-error.js';

@InputType({ description: 'From where on breaking a rule is worse: at least one limit, none of them nearer than the limits of the rule, or, of a STUCK rule, no limit and a longer on-delay.' })
export class ExcursionLevelInput {
  @Field(() => Severity, { description: 'How bad it is then, which is worse than the rule without it.' })
  severity!: Severity;

  @Field(() => Float, { nullable: true, description: "The lower limit, in the quantity's own unit; null: none." })
  low?: number | null;

  @Field(() => Float, { nullable: true, description: "The upper limit, in the quantity's own unit; null: none." })
  high?: number | null;

  @Field(() => Duration, { nullable: true, description: 'How long values must stay beyond these limits, or add up to, or stay the same, as the mode of the rule has it; null: no time.' })
  onDelay?: Length | null;
}

@InputType({ description: 'A rule, or a new version of the rule that has the same code; at least one limit, which only a STUCK rule has not, and either assets or a storage condition.' })
export class ExcursionRuleInput extends Reasoned {
  @Field({ description: 'The code of the rule, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field(() => Quantity, { description: 'The quantity whose readings are judged.' })
  quantity!: Quantity;

  @Field(() => Severity, { description: 'How bad it is when the rule is broken.' })
  severity!: Severity;

  @Field(() => RuleMode, { description: 'What it takes to break the rule.' })
  mode!: RuleMode;

  @Field(() => Comparison, { nullable: true, defaultValue: Comparison.BEYOND, description: 'On which side of a limit a value is that equals it; null: BEYOND.' })
  comparison?: Comparison | null;

  @Field(() => Float, { nullable: true, description: "The lower limit, in the quantity's own unit; null: none." })
  low?: number | null;

  @Field(() => Float, { nullable: true, description: "The upper limit, in the quantity's own unit; null: none." })
  high?: number | null;

  @Field(() => Float, { nullable: true, defaultValue: 0, description: "How far inside a limit a value must come back to have returned, or, of a STUCK rule, by how much values may differ that count as unchanged, in the quantity's own unit; null: not at all." })
  deadband?: number | null;

  @Field(() => Duration, { nullable: true, description: 'How long values must stay outside to be an excursion, or, of an ACCUMULATIVE rule, must add up to, or, of a STUCK rule, must stay the same; an INSTANT rule has none; null: no time.' })
  onDelay?: Length | null;

  @Field(() => Duration, { nullable: true, description: 'Stretches on the same side that are less than this apart become one excursion, which ACCUMULATIVE and STUCK rules do not have; null: they stay apart.' })
  offDelay?: Length | null;

  @Field(() => Duration, { nullable: true, description: 'In how much time, of at most 31 days, time outside adds up; it moves in hundredths and may be two of them longer, so that an alarm comes early rather than late; null: it does not, which only rules that are not ACCUMULATIVE may say.' })
  window?: Length | null;

  @Field(() => [ExcursionLevelInput], { nullable: true, description: 'At most 10 levels from which on it is worse; null: it is always the same.' })
  levels?: ExcursionLevelInput[] | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Whether an alarm of it stays after its condition has ended, until somebody has acknowledged and reset it; null: it does not.' })
  latching?: boolean | null;

  @Field(() => [String], { nullable: true, description: 'The codes of machines that it applies to; null: to none.' })
  machines?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The codes of containers that it applies to; null: to none.' })
  containers?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The codes of samples whose own probes it applies to; null: to none.' })
  samples?: string[] | null;

  @Field(() => String, { nullable: true, description: 'The code of a storage condition, to every container of which it applies, as long as that is kept under it; null: it applies to assets.' })
  storageCondition?: string | null;
}

@InputType({ description: 'A rule that is to judge no longer.' })
export class RetireExcursionRuleInput extends Reasoned {
  @Field({ description: 'The code of the rule.' })
  code!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a rule in a mutation.' })
export class ExcursionRulePayload {
  @Field(() => ExcursionRule, { nullable: true, description: 'The version that was defined or retired; null when the input was refused.' })
  excursionRule!: ExcursionRule | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
