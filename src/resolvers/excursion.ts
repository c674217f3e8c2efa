import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AlarmState } from '../domain/alarm.js';
import { ExcursionKind } from '../domain/excursion.js';
import type { Duration as Length, Instant } from '../domain/time.js';
import type { Excursion as ExcursionRow } from '../entities/excursion.js';
import '../schema/alarm.js';
import { Asset, type AnyAsset } from '../schema/asset.js';
import type { Connection } from '../schema/connection.js';
import { Duration } from '../schema/duration.js';
import { Excursion, ExcursionConnection } from '../schema/excursion.js';
import { AcknowledgeExcursionInput, AssessExcursionInput, CloseExcursionInput, ExcursionPayload, ExcursionsArgs, InvestigateExcursionInput, ResetExcursionInput } from '../schema/excursion-input.js';
import { ExcursionRevision } from '../schema/excursion-revision.js';
import { ExcursionRule } from '../schema/excursion-rule.js';
import { Sensor } from '../schema/sensor.js';
import type { Context } from './context.js';
import { excursionKey, excursionPage } from './excursion-page.js';
import { connect } from './page.js';
import { findExcursion, listExcursions } from './read/excursions.js';
import { acknowledgeExcursion } from './write/acknowledge-excursion.js';
import { resetExcursion } from './write/reset-excursion.js';
import { assessExcursion, closeExcursion, investigateExcursion } from './write/triage.js';
import { readId } from './write/input.js';

@Resolver(() => Excursion)
export class ExcursionResolver {
  @Query(() => Excursion, { nullable: true, description: 'The excursion with this id; null: there is none.' })
  async excursion(@Arg('id', () => ID, { description: 'The id of the excursion.' }) id: string, @Ctx() { em, bounds }: Context): Promise<Excursion | null> {
    const number = readId(id);
    return number === null ? null : findExcursion(em, number, bounds);
  }

  @Query(() => ExcursionConnection, { description: 'The excursions, newest first.' })
  async excursions(@Args(() => ExcursionsArgs) args: ExcursionsArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Excursion>> {
    const page = excursionPage(args);
    return connect(await listExcursions(em, { where: args.where ?? {}, page, bounds }), page, excursionKey);
  }

  @FieldResolver(() => Sensor, { description: 'The sensor that broke the rule, was silent, or had to be calibrated.' })
  sensor(@Root() { sensor }: ExcursionRow, @Ctx() { loaders }: Context): Promise<Sensor> {
    return loaders.sensor.load(sensor.id);
  }

  @FieldResolver(() => Asset, { description: 'What the sensor was on when it began.' })
  async asset(@Root() excursion: ExcursionRow, @Ctx() { loaders }: Context): Promise<AnyAsset> {
    return loaders.asset(await loaders.assetOfExcursion.load(excursion));
  }

  @FieldResolver(() => ExcursionRule, { nullable: true, description: 'The version of the rule that it broke; null for NO_DATA and CALIBRATION_DUE.' })
  async rule(@Root() { rule }: ExcursionRow, @Ctx() { loaders }: Context): Promise<ExcursionRule | null> {
    return rule && loaders.rule.load(rule.id);
  }

  @FieldResolver(() => Duration, { description: 'How long it lasted, or lasts until now.' })
  duration(@Root() { startedAt, endedAt }: ExcursionRow, @Ctx() { now }: Context): Length {
    return lengthOf({ startedAt, endedAt }, now);
  }

  @FieldResolver(() => Duration, { description: 'How much of its time no reading spoke for; of NO_DATA, all.' })
  unknown(@Root() { kind, unknown, startedAt, endedAt }: ExcursionRow, @Ctx() { now }: Context): Length {
    return kind === ExcursionKind.NO_DATA ? lengthOf({ startedAt, endedAt }, now) : unknown;
  }

  @FieldResolver(() => [ExcursionRevision], { description: 'What was known of it after each of its changes, first to last.' })
  revisions(@Root() { id }: ExcursionRow, @Ctx() { loaders }: Context): Promise<ExcursionRevision[]> {
    return loaders.revisions.load(id);
  }

  @FieldResolver(() => AlarmState, { description: 'Where its alarm stands now: what lasts or lasted, who has seen it, and whether its sensor is suppressed.' })
  alarmState(@Root() { id }: ExcursionRow, @Ctx() { loaders }: Context): Promise<AlarmState> {
    return loaders.alarmState.load(id);
  }

  @Mutation(() => ExcursionPayload, { description: 'Says that the viewer has seen an excursion, which can be said once, and again when its alarm has come back from being suppressed.' })
  acknowledgeExcursion(
    @Arg('input', { description: 'The excursion, and what there is to say of it.' }) input: AcknowledgeExcursionInput,
    @Ctx() context: Context,
  ): Promise<ExcursionPayload> {
    return acknowledgeExcursion(context, input);
  }

  @Mutation(() => ExcursionPayload, { description: 'Ends the alarm of an excursion that has ended, whose rule latches and which somebody has acknowledged.' })
  resetExcursion(@Arg('input', { description: 'The excursion.' }) input: ResetExcursionInput, @Ctx() context: Context): Promise<ExcursionPayload> {
    return resetExcursion(context, input);
  }

  @Mutation(() => ExcursionPayload, { description: 'Says that the viewer looks for the cause of an excursion that was acknowledged.' })
  investigateExcursion(@Arg('input', { description: 'The excursion.' }) input: InvestigateExcursionInput, @Ctx() context: Context): Promise<ExcursionPayload> {
    return investigateExcursion(context, input);
  }

  @Mutation(() => ExcursionPayload, { description: 'Says what caused an excursion that was acknowledged and how bad it is; until it is closed it may be assessed again, and the last assessment counts.' })
  assessExcursion(@Arg('input', { description: 'The excursion, and what it means.' }) input: AssessExcursionInput, @Ctx() context: Context): Promise<ExcursionPayload> {
    return assessExcursion(context, input);
  }

  @Mutation(() => ExcursionPayload, { description: 'Says that nothing more is to be done about an excursion that was assessed and has ended; what is not decided of its samples stays so, and in quarantine, and can be decided afterwards.' })
  closeExcursion(@Arg('input', { description: 'The excursion, and what there is to say in the end.' }) input: CloseExcursionInput, @Ctx() context: Context): Promise<ExcursionPayload> {
    return closeExcursion(context, input);
  }
}

/** Never negative: a device's clock may run ahead of this one. */
const lengthOf = ({ startedAt, endedAt }: Pick<ExcursionRow, 'startedAt' | 'endedAt'>, now: Instant): Length => Math.max(0, (endedAt ?? now) - startedAt);
