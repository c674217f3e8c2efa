import { Arg, Ctx, Extensions, Resolver, Root, Subscription } from 'type-graphql';
import type { ExcursionChanged, MachineStatusChanged, MessageRejected, Notice, ReadingsRecorded } from '../events.js';
import type { SharedField } from '../live/sharing.js';
import { BudgetEvent } from '../schema/budget.js';
import { Duration } from '../schema/duration.js';
import { ExcursionEvent } from '../schema/excursion-event.js';
import { ExcursionFilter } from '../schema/excursion-input.js';
import { Machine } from '../schema/machine.js';
import { ReadingEvent, ReadingFilter } from '../schema/reading.js';
import { Rejection } from '../schema/rejection.js';
import type { Context } from './context.js';
import { cursorOf } from './live/cursor.js';
import { excursionOf, machineOf, rejectionOf } from './live/facts.js';
import { isStillSeen } from './live/in-sight.js';
import { watchExcursions, watchMachines, watchReadings, watchRejections } from './live/watch.js';
import { watchBudgets } from './live/watch-budgets.js';

const shared: SharedField = { isStillSeen: (context, event) => isStillSeen(context as Context, event) };
const sharedReadings: SharedField = { ...shared, coalesceBy: (event) => (event.name === 'readingsRecorded' ? event.sensorId : event.name) };
const sharedExcursions: SharedField = { ...shared, cursorOf: (context, notice) => cursorOf((context as Context).live.epoch, notice) };

/** What happens here, told as it is committed. Every event is answered from what the database says when it is told. */
@Resolver()
export class SubscriptionResolver {
  @Extensions({ shared: sharedReadings })
  @Subscription(() => ReadingEvent, {
    subscribe: watchReadings,
    description:
      'Readings as they are committed, late ones too, each once and in the order of commits; who falls behind gets the newest of each sensor, but who resumed gets all of them or an error. After 15 seconds of quiet an event with neither reading nor gap says how far it has come.',
  })
  async readingRecorded(
    @Arg('where', () => ReadingFilter, { nullable: true, description: 'Which readings to be told of; null: all. A code that nothing has is an error.' }) _where: ReadingFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of an earlier event: everything committed behind it comes first, then what is committed from now on; null: only that. What is too old, or too much, comes as a gap; a cursor that is none, or of another database, is an error.',
    })
    _after: string | null,
    @Arg('every', () => Duration, {
      nullable: true,
      description: 'How often to be told of each sensor: of the readings that came in an interval of this length only the one that was measured last, when the interval is over; from a second to a day; null: of every reading.',
    })
    _every: number | null,
    @Root() event: ReadingsRecorded | Notice,
    @Ctx() { live }: Context,
  ): Promise<ReadingEvent> {
    const cursor = cursorOf(live.epoch, event);
    if (event.name === 'notice') return { cursor, reading: null, gap: event.gap };
    // One reading each: see Live.
    const [[measuredAt, value, quality]] = event.readings as [ReadingsRecorded['readings'][number]];
    const { sensorId, receivedAt } = event;
    const reading = { sensorId, measuredAt, receivedAt, value, quality };
    return { cursor, reading, gap: null };
  }

  @Extensions({ shared: sharedExcursions })
  @Subscription(() => ExcursionEvent, {
    subscribe: watchExcursions,
    description:
      'Changes of excursions, each once and in the order of commits; none is ever left out, but a subscriber who falls far behind is let go. After 15 seconds of quiet the server sends a ping (graphql-transport-ws) whose payload has the id of the subscription and a cursor, behind which it can be resumed, unless it was begun with a cursor that is no variable.',
  })
  async excursionChanged(
    @Arg('where', () => ExcursionFilter, { nullable: true, description: 'Which excursions to be told of, as they are after the change; null: all. A code that nothing has is an error.' })
    _where: ExcursionFilter | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'A cursor of an earlier event, or one of readingRecorded that stands behind no reading: everything committed behind it comes first, then what is committed from now on; null: only that. One that is too old, that is none, or that is of another database is an error.',
    })
    _after: string | null,
    @Root() event: ExcursionChanged,
    @Ctx() context: Context,
  ): Promise<ExcursionEvent> {
    const excursion = await excursionOf(context.em, event);
    return { cursor: cursorOf(context.live.epoch, event), change: event.change, excursion };
  }

  @Subscription(() => BudgetEvent, {
    subscribe: watchBudgets,
    description:
      'What is left of the stability budgets of samples: first how it is, and then anew for each whose budget has changed by readings, by moves or because who spoke for it has fallen silent, at most once a second; what is said of a sample itself, as which product it is, counts within a minute; at least one sample or container must be named, and of 1,000 samples at most can be told.',
  })
  budgetChanged(
    @Arg('sample', () => [String], { nullable: true, description: 'The codes of samples to be told of; null: none but those of container. A code that nothing has, or a sample without a stability profile, is an error.' }) _sample: string[] | null,
    @Arg('container', () => [String], {
      nullable: true,
      description: 'The codes of containers of whose samples to be told, those with a stability profile that stand in them at the time, to any depth; null: of none. A code that nothing has is an error.',
    })
    _container: string[] | null,
    @Root() event: BudgetEvent,
  ): BudgetEvent {
    return event;
  }

  @Extensions({ shared })
  @Subscription(() => Machine, { subscribe: watchMachines, description: 'Machines whose status was said anew, as they are then.' })
  machineStatusChanged(
    @Arg('machine', () => [String], { nullable: true, description: 'The codes of the machines to be told of; null: all. A code that no machine has is an error.' }) _machine: string[] | null,
    @Root() event: MachineStatusChanged,
    @Ctx() context: Context,
  ): Promise<Machine> {
    return machineOf(context.em, event);
  }

  @Extensions({ shared })
  @Subscription(() => Rejection, { subscribe: watchRejections, description: 'What came in and could not be stored.' })
  messageRejected(@Root() event: MessageRejected, @Ctx() context: Context): Promise<Rejection> {
    return rejectionOf(context.em, event);
  }
}
