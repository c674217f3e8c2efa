import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Segment } from '../domain/account.js';
import { Container } from '../schema/container.js';
import { ExposureSegment } from '../schema/exposure.js';
import { Sensor } from '../schema/sensor.js';
import type { Context } from './context.js';
import { containerNamed } from './read/surroundings.js';

@Resolver(() => ExposureSegment)
export class ExposureSegmentResolver {
  @FieldResolver(() => Container, { description: "The container whose sensor spoke; where it was the sample's own, or nobody's, the one that the sample was directly inside." })
  container(@Root() { place }: Segment, @Ctx() { loaders }: Context): Promise<Container> {
    return loaders.container.load(containerNamed(place)!);
  }

  @FieldResolver(() => Sensor, { nullable: true, description: 'The sensor that spoke, though it may have been silent; null: there was none.' })
  async sensor(@Root() { sensor }: Segment, @Ctx() { loaders }: Context): Promise<Sensor | null> {
    return sensor === null ? null : loaders.sensor.load(sensor);
  }
}
