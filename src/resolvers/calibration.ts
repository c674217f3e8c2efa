import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Sensor as SensorRow } from '../entities/sensor.js';
import { Calibration, CalibrationPayload, RecordCalibrationInput, WithdrawCalibrationInput } from '../schema/calibration.js';
import { Sensor } from '../schema/sensor.js';
import type { Context } from './context.js';
import { recordCalibration } from './write/record-calibration.js';
import { withdrawCalibration } from './write/withdraw-calibration.js';

@Resolver(() => Sensor)
export class CalibrationResolver {
  @FieldResolver(() => Calibration, { nullable: true, description: 'How it was calibrated last, as far as that was not withdrawn; null: nobody has recorded a calibration.' })
  async calibration(@Root() { id }: SensorRow, @Ctx() { loaders }: Context): Promise<Calibration | null> {
    return (await loaders.calibrations.load(id)).find(({ withdrawnAt }) => withdrawnAt === null) ?? null;
  }

  @FieldResolver(() => [Calibration], { description: 'Every calibration that was recorded of it, also those that were withdrawn, newest first.' })
  calibrations(@Root() { id }: SensorRow, @Ctx() { loaders }: Context): Promise<Calibration[]> {
    return loaders.calibrations.load(id);
  }

  @Mutation(() => CalibrationPayload, {
    description: 'Records that a sensor was calibrated. What was due ends then, within a second; one of the past corrects what was told of the time after it.',
  })
  recordCalibration(@Arg('input', { description: 'The sensor and its calibration.' }) input: RecordCalibrationInput, @Ctx() context: Context): Promise<CalibrationPayload> {
    return recordCalibration(context, input);
  }

  @Mutation(() => CalibrationPayload, { description: 'Says that a calibration was recorded wrongly: it is kept, counts no more, and what was told because of it is corrected within a second.' })
  withdrawCalibration(@Arg('input', { description: 'The calibration.' }) input: WithdrawCalibrationInput, @Ctx() context: Context): Promise<CalibrationPayload> {
    return withdrawCalibration(context, input);
  }
}
