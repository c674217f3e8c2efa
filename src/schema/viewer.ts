import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../domain/role.js';

registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody may do here.',
  valuesConfig: {
    VIEWER: { description: 'Sees everything and changes nothing.' },
    OPERATOR: { description: 'Registers and moves things, brings readings and acknowledges excursions.' },
    QUALITY: { description: 'Decides what an excursion means, and which rules hold.' },
    ADMIN: { description: 'May do everything.' },
    DEVICE: { description: 'Brings readings and does nothing else.' },
  },
});

@ObjectType({ description: 'Who asks.' })
export class Viewer {
  @Field({ description: 'The name under which what they do is kept.' })
  name!: string;

  @Field(() => Role, { description: 'What they may do.' })
  role!: Role;
}
