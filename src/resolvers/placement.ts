import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Placement as PlacementRow } from '../entities/placement.js';
import { Container, Placement } from '../schema/container.js';
import { MoveInput, MovePayload } from '../schema/move.js';
import type { Context } from './context.js';
import { move } from './write/move.js';

@Resolver(() => Placement)
export class PlacementResolver {
  @FieldResolver(() => Container, { description: 'The container that it was directly inside.' })
  container(@Root() { container }: PlacementRow, @Ctx() { loaders }: Context): Promise<Container> {
    return loaders.container.load(container.id);
  }

  @Mutation(() => MovePayload, {
    description: 'Moves containers or samples, with everything inside them; all or none. `at` may lie in the past: custody is corrected from then until the next later move of each, and what was said before is kept.',
  })
  move(@Arg('input', { description: 'What is moved, where to and when.' }) input: MoveInput, @Ctx() context: Context): Promise<MovePayload> {
    return move(context, input);
  }
}
