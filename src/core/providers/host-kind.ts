/** Where a host lies: on this machine, in this network, or on the internet. */
export type HostKind = 'loopback' | 'private' | 'public';

/** Names that are handed out inside a network only. */
const privateSuffixes = ['.local', '.lan', '.internal', '.home.arpa'];

/** Judges a host as `URL.hostname` writes it (lower case, IPv6 in brackets), without asking DNS. */
export function hostKind(hostname: string): HostKind {
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return ipv6Kind(host.slice(1, -1));
  const octets = host.split('.').map(Number);
  if (octets.length === 4 && octets.every(Number.isInteger)) return ipv4Kind(octets);
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (!host.includes('.')) return 'private';
  return privateSuffixes.some((suffix) => host.endsWith(suffix)) ? 'private' : 'public';
}

function ipv4Kind([a = 0, b = 0]: number[]): HostKind {
  // 0.0.0.0 reaches this machine, and is what servers print when they listen everywhere.
  if (a === 127 || a === 0) return 'loopback';
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'private' : 'public';
}

function ipv6Kind(address: string): HostKind {
  if (address === '::1' || address === '::') return 'loopback';
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(address);
  if (mapped) return ipv4Kind(octetsOf(mapped[1] ?? '', mapped[2] ?? ''));
  return /^f[cd]|^fe[89ab]/.test(address) && /^[0-9a-f]{4}:/.test(address) ? 'private' : 'public';
}

function octetsOf(...groups: string[]): number[] {
  return groups.map((group) => parseInt(group, 16)).flatMap((word) => [word >> 8, word & 255]);
}
