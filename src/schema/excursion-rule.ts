import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RuleMode, Severity } from '../domain/excursion.js';
import { Quantity } from '../domain/reading.js';
import { Comparison } from '../domain/rule.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';
import { Duration } from './duration.js';
import './quantity.js';

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
    ACCUMULATIVE: { description: 'Time outside the limit that adds up to the on-delay within the window, over however many stretches; time that no reading speaks for is none.' },
    STUCK: { description: 'Values of which no two differ by more than the deadband, for at least the on-delay, though readings come: the sensor seems to be stuck. It has no limits, and time that no reading speaks for counts for none.' },
  },
});

registerEnumType(Comparison, {
  name: 'Comparison',
  description: 'On which side of a limit a value is that equals it.',
  valuesConfig: {
    BEYOND: { description: 'Inside: only what is above the upper limit or below the lower one is outside, as storage ranges have it.' },
    AT_OR_BEYOND: { description: 'Outside already, as WHO PQS devices alarm.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'From where on breaking a rule is worse.' })
export class ExcursionLevel {
  @Field(() => Severity, { description: 'How bad it is then.' })
  severity!: Severity;

  @Field(() => Float, { nullable: true, description: "The lower limit, in the quantity's own unit; null: none." })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: "The upper limit, in the quantity's own unit; null: none." })
  high!: number | null;

  @Field(() => Duration, { description: 'How long values must stay beyond these limits, or add up to, or stay the same, as the mode of the rule has it.' })
  onDelay!: Length;
}

@ObjectType({ simpleResolvers: true, description: 'One version of the limits that readings of some assets are held against; a change is a new version, and the old one stays as it was.' })
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

  @Field(() => Comparison, { description: 'On which side of a limit a value is that equals it.' })
  comparison!: Comparison;

  @Field(() => Float, { nullable: true, description: "The lower limit, in the quantity's own unit; null: none." })
  low!: number | null;

  @Field(() => Float, { nullable: true, description: "The upper limit, in the quantity's own unit; null: none." })
  high!: number | null;

  @Field(() => Float, { description: "How far inside a limit a value must come back to have returned, or, of a STUCK rule, by how much values may differ that count as unchanged, in the quantity's own unit." })
  deadband!: number;

  @Field(() => Duration, { description: 'How long values must stay outside to be an excursion, or, of an ACCUMULATIVE rule, must add up to, or, of a STUCK rule, must stay the same; exactly as long counts.' })
  onDelay!: Length;

  @Field(() => Duration, { description: 'Stretches on the same side that are less than this apart are one excursion.' })
  offDelay!: Length;

  @Field(() => Boolean, { description: 'Whether an alarm of it stays after its condition has ended, until somebody has acknowledged and reset it.' })
  latching!: boolean;
  @Field(() => Duration, { nullable: true, description: 'In how much time, which may be two hundredths longer, time outside adds up; null: it does not.' })
  window!: Length | null;

  @Field(() => [ExcursionLevel], { description: 'From where on it is worse, in the order in which they were given; empty: it is always the same.' })
  levels!: ExcursionLevel[];

  @Field(() => DateTime, { nullable: true, description: 'When this version stopped to judge; null while it is in force.' })
  retiredAt!: Instant | null;
}
