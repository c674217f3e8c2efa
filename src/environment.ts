import { BlockList, isIP } from 'node:net';

/** Reads variables one by one and gathers what is wrong with them. An empty one is as good as none. */
export class Environment {
  readonly errors: string[] = [];

  constructor(private readonly variables: Record<string, string | undefined>) {}

  text(name: string): string | null {
    return this.variables[name]?.trim() || null;
  }

  port(name: string, fallback: number): number {
    return this.whole(name, fallback, { from: 0, to: 65_535, what: 'a port from 0 to 65535' });
  }

  count(name: string, fallback: number): number {
    return this.whole(name, fallback, { from: 1, to: Number.MAX_SAFE_INTEGER, what: 'a whole number from 1' });
  }

  url(name: string, schemes: string[]): string | null {
    const value = this.text(name);
    if (value === null || (schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value))) return value;
    this.errors.push(`${name} must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    return null;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.text(name);
    const choice = choices.find((each) => each === value);
    if (value !== null && choice === undefined) this.errors.push(`${name} is '${value}', but must be one of ${choices.join(', ')}`);
    return choice ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['on', 'off'], fallback ? 'on' : 'off') === 'on';
  }

  /** Separated by commas. */
  origins(name: string): string[] {
    const given = (this.text(name) ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
    for (const each of given) if (!URL.canParse(each) || new URL(each).origin !== each) this.errors.push(`${name} has '${each}', but an origin is written as https://lab.example.org, without a path`);
    return given;
  }

  /** Separated by commas, each an address and the number of its bits that count. */
  networks(name: string): string[] {
    const given = (this.text(name) ?? '').split(',').map((each) => each.trim()).filter((each) => each !== '');
    for (const each of given) if (!isNetwork(each)) this.errors.push(`${name} has '${each}', but a network is written as 169.254.7.0/24 or fe80::/64`);
    return given;
  }

  private whole(name: string, fallback: number, { from, to, what }: { from: number; to: number; what: string }): number {
    const number = Number(this.text(name) ?? fallback);
    if (Number.isSafeInteger(number) && number >= from && number <= to) return number;
    this.errors.push(`${name} is '${this.text(name)}', but must be ${what}`);
    return fallback;
  }
}

function isNetwork(text: string): boolean {
  const [address, bits] = text.split('/') as [string, string?];
  if (isIP(address) === 0 || !/^\d+$/.test(bits ?? '')) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}
