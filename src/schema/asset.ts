import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { Container } from '../entities/container.js';
import type { Machine } from '../entities/machine.js';
import type { Sample } from '../entities/sample.js';
import type { Instant } from '../domain/time.js';
import { DateTime } from './date-time.js';

/** What a resolver returns where the schema says Asset. */
export type AnyAsset = Machine | Container | Sample;

/** Told by what only one of them has: entities carry no GraphQL name. */
export function typeOfAsset(asset: AnyAsset): 'Machine' | 'Container' | 'Sample' {
  if ('collectedAt' in asset) return 'Sample';
  return 'status' in asset ? 'Machine' : 'Container';
}

@InterfaceType({ description: 'What carries sensors: a machine, a container, or a sample with a probe of its own.', resolveType: typeOfAsset })
export abstract class Asset {
  @Field(() => ID, { description: 'The id, which never changes; unique within its type.' })
  id!: number;

  @Field({ description: 'The code by which people and devices name it, unique within its type.' })
  code!: string;

  @Field({ description: 'What people call it.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Where an asset was at a moment, as its device said.' })
export class Position {
  @Field(() => DateTime, { description: 'When it was there.' })
  at!: Instant;

  @Field({ description: 'Degrees north of the equator in WGS 84, from -90 to 90.' })
  latitude!: number;

  @Field({ description: 'Degrees east of Greenwich in WGS 84, from -180 to 180.' })
  longitude!: number;
}
