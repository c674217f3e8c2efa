/**
 * What devices write for a unit -> its UCUM code. Where UCUM means something that no sensor of ours reports, the device
 * is right: 'C' is Celsius (UCUM: coulomb), 'F' Fahrenheit (farad), 'g' and 'G' standard gravity (gram, gauss),
 * 'a' ampere (year), 'mb' millibar (millibarn). A gram is written 'gram'.
 */
export function spelledUnit(text: string): string | undefined {
  return CASE_MATTERS.get(text) ?? ANY_CASE.get(text.toLowerCase().replace(/[\s_]+/g, ''));
}

/** As UCUM would have written it: 'µm/s²' -> 'um/s2', 'N·m' -> 'N.m', 'm/s^2' -> 'm/s2'. */
export function tidyUnit(text: string): string {
  return text
    .trim()
    .normalize('NFKC')
    .replaceAll('\u03bc', 'u')
    .replaceAll(/[\u00b7\u22c5]/g, '.')
    .replaceAll('\u2212', '-')
    .replaceAll(/(?<=[a-z\]])\^(?=-?\d)/gi, '');
}

// Lower case would confuse these with nm, milli- with mega-, gauss with gravity.
const CASE_MATTERS = new Map(Object.entries({ Nm: 'N.m', kNm: 'kN.m', mG: 'm[g]', mWh: 'mW.h', MWh: 'MW.h', mAh: 'mA.h' }));

// Each line: a UCUM code, then its spellings in lower case without spaces and underscores. SenML's unit names (RFC 8428) are among them.
const ANY_CASE = new Map(
  `Cel cel c °c oc degc celsius celcius centigrade degreecelsius degreescelsius degreesc
  [degF] f °f of degf fahrenheit degreefahrenheit degreesfahrenheit degreesf
  K k °k degk kelvin
  % percent pct %rh rh %r.h. %el %vol vol% %volume
  bar bar bars bara
  mbar mbar mb mbars millibar millibars
  hPa hpa hectopascal
  kPa kpa kilopascal
  Pa pa pascal
  [psi] psi psia lbf/in2
  mm[Hg] mmhg torr
  [in_i'Hg] inhg
  [in_i'H2O] inh2o
  mm/s mm/s mm/sec mmps mm/srms mm/s(rms)
  [in_i]/s in/s ips in/sec
  m/s mps m/sec
  km/h km/h kmh kph kmph
  [mi_i]/h mph
  m/s2 m/s/s m/sec2
  [g] g gn gforce gravity
  g gram grams
  {rev}/min rpm r/min rev/min revs/min 1/min /min min-1
  Hz hz hertz
  N.m newtonmetre newtonmeter newton-metre newton-meter n*m
  A a amp amps ampere amperes
  V v volt volts
  W w watt watts
  kW kw kilowatt kilowatts
  W.h wh
  kW.h kwh kilowatthour kilowatthours kw*h
  V.A va
  J j joule joules
  L/min lpm l/min litre/min liter/min
  L/h lph l/h
  m3/h cmh
  L l litre liter litres liters
  lx lux
  [ppm] ppm
  [ppb] ppb
  dB db decibel
  dB{mW} dbm db[mw] dbmw
  deg ° degree degrees
  Ohm ohm ohms ω
  s sec secs second seconds
  min minute minutes
  h hr hrs hour hours
  1 bool boolean ratio / on/off binary
  {count} count counts`
    .split('\n')
    .flatMap((line) => {
      const [code, ...spellings] = line.trim().split(' ');
      return spellings.map((spelling) => [spelling, code!] as const);
    }),
);
