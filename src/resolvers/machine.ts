import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Instant } from '../domain/time.js';
import { MachineEntity, type Machine as MachineRow } from '../entities/machine.js';
import type { Connection } from '../schema/connection.js';
import { Container } from '../schema/container.js';
import { DateTime } from '../schema/date-time.js';
import { Machine, MachineConnection, MachinePayload, MachinesArgs } from '../schema/machine.js';
import { RegisterMachineInput, SetMachineStatusInput } from '../schema/machine-input.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import { findByCode, listByCode } from './read/lists.js';
import { machineConditions } from './read/filters.js';
import { registerMachine } from './write/register-machine.js';
import { setMachineStatus } from './write/set-machine-status.js';

@Resolver(() => Machine)
export class MachineResolver {
  @Query(() => Machine, { nullable: true, description: 'The machine with this code; null: there is none.' })
  machine(@Arg('code', { description: 'The code of the machine.' }) code: string, @Ctx() { em }: Context): Promise<Machine | null> {
    return findByCode(em, MachineEntity, 'machine', code);
  }

  @Query(() => MachineConnection, { description: 'The machines, in order of their codes.' })
  async machines(@Args(() => MachinesArgs) args: MachinesArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Machine>> {
    const page = readPage(args, 50, ['string']);
    return connect(await listByCode(em, MachineEntity, 'machine', machineConditions(args.where ?? {}, bounds), page), page, ({ code }) => [code]);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When anything was last heard from it, a status or a reading; null if never.' })
  async lastSeenAt(@Root() { id, statusAt }: MachineRow, @Ctx() { loaders }: Context): Promise<Instant | null> {
    const received = await loaders.lastReceivedOfMachine.load(id);
    return received === null || statusAt === null ? (received ?? statusAt) : Math.max(received, statusAt);
  }

  @FieldResolver(() => Container, { nullable: true, description: 'The container that this machine is, when a freezer is both; null: it is none.' })
  container(@Root() { id }: MachineRow, @Ctx() { loaders }: Context): Promise<Container | null> {
    return loaders.containerOfMachine.load(id);
  }

  @Mutation(() => MachinePayload, { description: 'Makes a machine known.' })
  registerMachine(@Arg('input', { description: 'The machine.' }) input: RegisterMachineInput, @Ctx() context: Context): Promise<MachinePayload> {
    return registerMachine(context, input);
  }

  @Mutation(() => MachinePayload, { description: 'Says what a machine does from now on.' })
  setMachineStatus(@Arg('input', { description: 'The machine and what it does.' }) input: SetMachineStatusInput, @Ctx() context: Context): Promise<MachinePayload> {
    return setMachineStatus(context, input);
  }
}
