import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ContainerEntity, type Container as ContainerRow } from '../entities/container.js';
import type { Connection } from '../schema/connection.js';
import { Container, ContainerConnection, ContainerPayload, ContainersArgs, Placement, RegisterContainerInput } from '../schema/container.js';
import { Machine } from '../schema/machine.js';
import { StorageCondition } from '../schema/storage-condition.js';
import { ContentArgs, SampleConnection, type Sample } from '../schema/sample.js';
import type { Context } from './context.js';
import { connect, readPage } from './page.js';
import { containerConditions } from './read/filters.js';
import { findByCode, listByCode } from './read/lists.js';
import { registerContainer } from './write/register-container.js';

@Resolver(() => Container)
export class ContainerResolver {
  @Query(() => Container, { nullable: true, description: 'The container with this code; null: there is none.' })
  container(@Arg('code', { description: 'The code of the container.' }) code: string, @Ctx() { em }: Context): Promise<Container | null> {
    return findByCode(em, ContainerEntity, 'container', code);
  }

  @Query(() => ContainerConnection, { description: 'The containers, in order of their codes.' })
  async containers(@Args(() => ContainersArgs) args: ContainersArgs, @Ctx() { em, bounds }: Context): Promise<Connection<Container>> {
    const page = readPage(args, 50, ['string']);
    return connect(await listByCode(em, ContainerEntity, 'container', containerConditions(args.where ?? {}, bounds), page), page, ({ code }) => [code]);
  }

  @FieldResolver(() => Machine, { nullable: true, description: 'The machine that this container is, when a freezer is both; null: it is none.' })
  async machine(@Root() { machine }: ContainerRow, @Ctx() { loaders }: Context): Promise<Machine | null> {
    return machine && loaders.machine.load(machine.id);
  }

  @FieldResolver(() => Container, { nullable: true, description: 'What it stands in now; null at the top.' })
  parent(@Root() { id }: ContainerRow, @Ctx() { loaders }: Context): Promise<Container | null> {
    return loaders.containerAround.container.load(id);
  }

  @FieldResolver(() => [Container], { name: 'containers', description: 'The containers that stand directly in it now, in order of their codes.' })
  standingInside(@Root() { id }: ContainerRow, @Ctx() { loaders }: Context): Promise<Container[]> {
    return loaders.containersIn.load(id);
  }

  @FieldResolver(() => SampleConnection, { description: 'The samples inside it, in order of their codes.' })
  async samples(@Root() { id }: ContainerRow, @Args(() => ContentArgs) args: ContentArgs, @Ctx() { loaders }: Context): Promise<Connection<Sample>> {
    const page = readPage(args, 50, ['string']);
    return connect(await loaders.samplesIn(id, { nested: args.nested ?? true, at: args.at ?? null, page }), page, ({ code }) => [code]);
  }

  @FieldResolver(() => [Placement], { description: 'Every place that it has been, newest first.' })
  custody(@Root() { id }: ContainerRow, @Ctx() { loaders }: Context): Promise<Placement[]> {
    return loaders.custody.container.load(id);
  }

  @FieldResolver(() => StorageCondition, { nullable: true, description: 'What it is to be kept under now; null: nobody said.' })
  async storageCondition(@Root() { id }: ContainerRow, @Ctx() { loaders }: Context): Promise<StorageCondition | null> {
    const condition = await loaders.conditionOfContainer.load(id);
    return condition === null ? null : loaders.storageCondition.load(condition);
  }

  @Mutation(() => ContainerPayload, { description: 'Makes a container known, and where it stands.' })
  registerContainer(@Arg('input', { description: 'The container.' }) input: RegisterContainerInput, @Ctx() context: Context): Promise<ContainerPayload> {
    return registerContainer(context, input);
  }
}
