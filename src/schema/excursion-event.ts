import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ExcursionChange } from '../domain/excursion.js';
import { Excursion } from './excursion.js';

registerEnumType(ExcursionChange, {
  name: 'ExcursionChange',
  description: 'What has happened to an excursion.',
  valuesConfig: {
    OPENED: { description: 'It was found, or found again after it had been retracted.' },
    UPDATED: { description: 'It is known better: late or corrected data, or a new version of its rule, changed it.' },
    CLOSED: { description: 'It has ended.' },
    RETRACTED: { description: 'It turned out never to have been.' },
    ACKNOWLEDGED: { description: 'Somebody has seen it.' },
    INVESTIGATED: { description: 'Somebody has begun to look for its cause.' },
    ASSESSED: { description: 'Somebody has said what it means.' },
    CONCLUDED: { description: 'Somebody has said that nothing more is to be done about it.' },
    RESET: { description: 'Somebody has reset its alarm, which was latched.' },
    DECIDED: { description: 'Somebody has decided what becomes of samples that it affected.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something that has happened to an excursion.' })
export class ExcursionEvent {
  @Field({ description: 'Its place in the order of commits, behind which to resume: everything before it was told.' })
  cursor!: string;

  @Field(() => ExcursionChange, { description: 'What has happened.' })
  change!: ExcursionChange;

  @Field(() => Excursion, { description: 'The excursion as it is now.' })
  excursion!: Excursion;
}
