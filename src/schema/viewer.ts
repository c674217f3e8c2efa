import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../domain/role.js';

registerEnumType(Role, {
  name: 'Role',
  description: 'What somebody may do here.',
  valuesConfig: {
    VIEWER: { description: 'Sees everything and changes nothing.' },
    OPERATOR: { description: 'Registers things, brings readings, says statuses, acknowledges excursions and sets samples apart.' },
    QUALITY: { description: 'Also decides which rules hold, and what becomes of samples.' },
    ADMIN: { description: 'May do everything.' },
    DEVICE: { description: 'Is one asset: brings its readings, registers its sensors and says its status.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Who asks.' })
export class Viewer {
  @Field({ description: 'The name under which what they do is kept.' })
  name!: string;

  @Field(() => Role, { description: 'What they may do.' })
  role!: Role;
}
