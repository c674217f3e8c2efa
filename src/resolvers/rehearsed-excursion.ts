import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Comparison, type Rule } from '../domain/rule.js';
import { DAY } from '../domain/time.js';
import { badInput } from '../schema/bad-input.js';
import type { ExcursionRuleInput } from '../schema/excursion-rule-input.js';
import { RehearsalArgs, RehearsedExcursion } from '../schema/rehearsed-excursion.js';
import { Sensor } from '../schema/sensor.js';
import type { UserError } from '../schema/user-error.js';
import type { Context } from './context.js';
import { rehearse, type RehearsedEpisode } from './read/rehearsal.js';
import { checkRule } from './write/check-rule.js';
import { levelsOf, readReach } from './write/define-excursion-rule.js';

const LONGEST = 366 * DAY;

@Resolver(() => RehearsedExcursion)
export class RehearsedExcursionResolver {
  @Query(() => [RehearsedExcursion], { description: 'The excursions that a rule would have raised on the way, in order of time; nothing is stored. A rule that cannot be is an error, and so are more than 600,000 readings.' })
  async rehearseExcursionRule(@Args(() => RehearsalArgs) { rule, from, to }: RehearsalArgs, @Ctx() { em, bounds, now }: Context): Promise<RehearsedExcursion[]> {
    if (from > to || to - from > LONGEST) throw badInput('The time to rehearse ends after it begins, and at most 366 days later.');
    refuse(checkRule(rule));
    const { assets, condition, userErrors } = await readReach(em, rule, bounds);
    refuse(userErrors);
    const found = await rehearse(em, { rule: ruleOf(rule), quantity: rule.quantity, assets, condition, from, to: Math.min(to, now), bounds });
    return found.map((episode) => ({ ...episode, severity: episode.severities.at(-1)!.severity, severities: [...episode.severities] }));
  }

  @FieldResolver(() => Sensor, { description: 'The sensor that would have broken the rule.' })
  sensor(@Root() { sensorId }: RehearsedEpisode, @Ctx() { loaders }: Context): Promise<Sensor> {
    return loaders.sensor.load(sensorId);
  }
}

function refuse([error]: readonly UserError[]): void {
  if (error) throw badInput(`${['rule', ...error.field].join('.')}: ${error.message}`);
}

const ruleOf = ({ mode, comparison, severity, low = null, high = null, deadband, onDelay, offDelay, window = null, levels }: ExcursionRuleInput): Rule => ({
  mode, comparison: comparison ?? Comparison.BEYOND, deadband: deadband ?? 0, offDelay: offDelay ?? 0, window,
  levels: [{ severity, low, high, onDelay: onDelay ?? 0 }, ...levelsOf({ levels: levels ?? null })],
});
