import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Addresses that no message goes to unless somebody says so: whoever may name a URL could else ask what only a machine may ask
 * about itself. Link-local ones, where clouds answer with a machine's credentials (RFC 3927, RFC 4291), those of metadata
 * services elsewhere, and what is no host's address. Private networks and this machine are reached: receivers are often there.
 */
const NEVER = [
  '0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '100.100.100.200/32', '168.63.129.16/32',
  '::/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::254/128', '64:ff9b::a9fe:0/112',
];

export interface Reach {
  /** Throws where a host's name, which is an address, is not to be reached. */
  check(hostname: string): void;
  /** Looks a name up, and gives no address that is not to be reached: it is asked at each connection, so a name cannot change its mind. */
  readonly lookup: LookupFunction;
}

export class Unreachable extends Error {}

/** `allowed` are networks as in '169.254.7.0/24' that may be reached nevertheless. */
export function createReach(allowed: readonly string[]): Reach {
  const [never, despite] = [listOf(NEVER), listOf(allowed)];
  const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  const mayReach = (address: string) => !isIn(never, address) || isIn(despite, address);
  return {
    check(hostname) {
      const address = hostname.replace(/^\[|\]$/g, '');
      if (isIP(address) !== 0 && !mayReach(address)) throw new Unreachable('its address is not to be reached');
    },
    lookup(hostname, options, done) {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, '');
        const reached = addresses.filter(({ address }) => mayReach(address));
        if (reached.length === 0) return done(new Unreachable('its address is not to be reached'), '');
        return options.all ? done(null, reached) : done(null, reached[0]!.address, reached[0]!.family);
      });
    },
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
