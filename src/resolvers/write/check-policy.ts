import type { Bounds } from '../../access/bounds.js';
import { DAY, MINUTE, type Duration } from '../../domain/time.js';
import type { DefineEscalationPolicyInput, EscalationStepInput } from '../../schema/escalation-policy.js';
import type { UserError } from '../../schema/user-error.js';
import { checkCode, checkPlace, checkText, invalid, refusals, type Check } from './input.js';

const MOST_STEPS = 20;
const MOST_CHANNELS = 20;
const LONGEST: Duration = 30 * DAY;

/** What is wrong with a policy as it is defined, without a look at what there is. */
export const checkPolicy = ({ code, site, machines, containers, samples, quantities, kinds, steps, reason }: DefineEscalationPolicyInput, bounds: Bounds | null): UserError[] =>
  refusals([
    checkCode(code, ['code']),
    checkText(reason, ['reason']),
    checkPlace(bounds, [site], ['site'], 'of which'),
    ...Object.entries({ machines, containers, samples, quantities, kinds }).map(([field, named]) => (named?.length === 0 ? invalid([field], 'Name at least one, or leave it out.') : null)),
    steps.length < 1 || steps.length > MOST_STEPS ? invalid(['steps'], `There are ${steps.length} steps, but may be from 1 to ${MOST_STEPS}.`) : null,
    ...steps.flatMap((step, index) => checkStep(step, ['steps', String(index)])),
  ]);

const checkStep = ({ channels, after, repeatEvery }: EscalationStepInput, path: string[]): Check[] => [
  channels.length < 1 || channels.length > MOST_CHANNELS ? invalid([...path, 'channels'], `There are ${channels.length} channels, but may be from 1 to ${MOST_CHANNELS}.`) : null,
  typeof after === 'number' && after > LONGEST ? invalid([...path, 'after'], 'It must be at most 30 days.') : null,
  typeof repeatEvery === 'number' && (repeatEvery < MINUTE || repeatEvery > LONGEST) ? invalid([...path, 'repeatEvery'], 'It must be from a minute to 30 days.') : null,
];
