import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ExcursionRule as ExcursionRuleRow } from '../entities/excursion-rule.js';
import { Asset, type AnyAsset } from '../schema/asset.js';
import { ExcursionRule } from '../schema/excursion-rule.js';
import { ExcursionRuleInput, ExcursionRulePayload, RetireExcursionRuleInput } from '../schema/excursion-rule-input.js';
import { StorageCondition } from '../schema/storage-condition.js';
import type { Context } from './context.js';
import { listRules } from './read/rules.js';
import { defineExcursionRule } from './write/define-excursion-rule.js';
import { retireExcursionRule } from './write/retire-excursion-rule.js';

@Resolver(() => ExcursionRule)
export class ExcursionRuleResolver {
  @Query(() => [ExcursionRule], { description: 'The rules in order of their codes, the newest version first.' })
  excursionRules(
    @Arg('includeRetired', () => Boolean, { nullable: true, defaultValue: false, description: 'Whether versions that are not in force count too; null: they do not.' })
    includeRetired: boolean | null,
    @Ctx() { em }: Context,
  ): Promise<ExcursionRule[]> {
    return listRules(em, includeRetired ?? false);
  }

  @FieldResolver(() => [Asset], { description: 'The assets that it applies to, in the order in which they were named; empty where it applies to a storage condition.' })
  async assets(@Root() { id }: ExcursionRuleRow, @Ctx() { loaders }: Context): Promise<AnyAsset[]> {
    return Promise.all((await loaders.assetsOfRule.load(id)).map((key) => loaders.asset(key)));
  }

  @FieldResolver(() => StorageCondition, { nullable: true, description: 'The storage condition, to every container of which it applies, as long as that is kept under it; null: it applies to assets.' })
  async storageCondition(@Root() { storageCondition }: ExcursionRuleRow, @Ctx() { loaders }: Context): Promise<StorageCondition | null> {
    return storageCondition && loaders.storageCondition.load(storageCondition.id);
  }

  @Mutation(() => ExcursionRulePayload, { description: 'Defines a rule, or a new version of the rule with the same code, which judges readings from now on.' })
  defineExcursionRule(@Arg('input', { description: 'The rule.' }) input: ExcursionRuleInput, @Ctx() context: Context): Promise<ExcursionRulePayload> {
    return defineExcursionRule(context, input);
  }

  @Mutation(() => ExcursionRulePayload, { description: 'Ends a rule; what it has found stays.' })
  retireExcursionRule(@Arg('input', { description: 'The rule.' }) input: RetireExcursionRuleInput, @Ctx() context: Context): Promise<ExcursionRulePayload> {
    return retireExcursionRule(context, input);
  }
}
