// The package brings no types. Only what we call is declared.
declare module '@lhncbc/ucum-lhc' {
  interface Utils {
    getSpecifiedUnit(text: string, purpose: 'validate' | 'convert', suggest?: boolean): { unit: object | null; retMsg: string[] };
    convertUnitTo(from: string, value: number, to: string): { status: 'succeeded' | 'failed' | 'error'; toVal: number | null };
  }
  const ucum: { UcumLhcUtils: { getInstance(): Utils } };
  export default ucum;
}
