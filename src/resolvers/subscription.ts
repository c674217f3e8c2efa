import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';
import type { ExcursionChanged, MachineStatusChanged, MessageRejected, ReadingsRecorded } from '../events.js';
import { ExcursionEvent } from '../schema/excursion.js';
import { ExcursionFilter } from '../schema/excursion-input.js';
import { Machine } from '../schema/machine.js';
import { ReadingEvent, ReadingFilter } from '../schema/reading.js';
import { Rejection } from '../schema/rejection.js';
import type { Context } from './context.js';
import { excursionOf, machineOf, rejectionOf } from './live/facts.js';
import { watchExcursions, watchMachines, watchReadings, watchRejections } from './live/watch.js';
import { writeCursor } from './page.js';

/** What happens here, told as it is committed. Every event is answered from what the database says when it is told. */
@Resolver()
export class SubscriptionResolver {
  @Subscription(() => ReadingEvent, {
    subscribe: watchReadings,
    description: 'Readings as they are committed, late ones too; a subscriber who falls behind gets the newest of each sensor.',
  })
  async readingRecorded(
    @Arg('where', () => ReadingFilter, { nullable: true, description: 'Which readings to be told of; null: all. A code that nothing has is an error.' }) _where: ReadingFilter | null,
    @Root() { position, sensorId, receivedAt, readings }: ReadingsRecorded,
  ): Promise<ReadingEvent> {
    // One reading each: see Live.
    const [measuredAt, value, quality] = readings[0]!;
    const reading = { sensorId, measuredAt, receivedAt, value, quality };
    return { cursor: writeCursor([position, sensorId, measuredAt]), reading, gap: null };
  }

  @Subscription(() => ExcursionEvent, { subscribe: watchExcursions, description: 'Changes of excursions; none is ever left out, but a subscriber who falls far behind is let go.' })
  async excursionChanged(
    @Arg('where', () => ExcursionFilter, { nullable: true, description: 'Which excursions to be told of, as they are after the change; null: all. A code that nothing has is an error.' })
    _where: ExcursionFilter | null,
    @Root() event: ExcursionChanged,
    @Ctx() context: Context,
  ): Promise<ExcursionEvent> {
    const excursion = await excursionOf(context.em, event);
    return { cursor: writeCursor([event.position, event.excursionId]), change: event.change, excursion };
  }

  @Subscription(() => Machine, { subscribe: watchMachines, description: 'Machines whose status was said anew, as they are then.' })
  machineStatusChanged(
    @Arg('machine', () => [String], { nullable: true, description: 'The codes of the machines to be told of; null: all. A code that no machine has is an error.' }) _machine: string[] | null,
    @Root() event: MachineStatusChanged,
    @Ctx() context: Context,
  ): Promise<Machine> {
    return machineOf(context.em, event);
  }

  @Subscription(() => Rejection, { subscribe: watchRejections, description: 'What came in and could not be stored.' })
  messageRejected(@Root() event: MessageRejected, @Ctx() context: Context): Promise<Rejection> {
    return rejectionOf(context.em, event);
  }
}
