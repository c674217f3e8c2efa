import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from './user-error.js';

@ObjectType({ simpleResolvers: true, description: 'A place with one clock on the wall, such as a plant, a laboratory or a depot.' })
export class Site {
  @Field(() => ID, { description: 'The id, which never changes.' })
  id!: number;

  @Field({ description: 'The code by which people and devices name it, unique among sites.' })
  code!: string;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field({ description: 'Its time zone as in the IANA database, such as "Europe/Berlin".' })
  timeZone!: string;
}

@InputType({ description: 'A site to be made known.' })
export class RegisterSiteInput {
  @Field({ description: 'A code that no other site has, of 1 to 200 characters without control characters, "/", "+" and "#".' })
  code!: string;

  @Field({ description: 'What people call it, in 1 to 200 characters.' })
  name!: string;

  @Field({ description: 'Its time zone as in the IANA database, such as "Europe/Berlin".' })
  timeZone!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a site in a mutation.' })
export class SitePayload {
  @Field(() => Site, { nullable: true, description: 'The site as it is now; null when the input was refused.' })
  site!: Site | null;

  @Field(() => [UserError], { description: 'Why the input was refused; empty when it was not.' })
  userErrors!: UserError[];
}
