import { objects, text } from '../../evidence/values.ts'
import type { Item } from '../../recipe.ts'

/** A range of ports that a security group opens to everybody. */
export interface WorldRule {
  from: number
  to: number
  /** `22 (SSH)`, `8000-8999`, `all ports`, `icmp`. */
  label: string
  risk: 'high' | 'medium' | 'expected'
  /** What its author wrote beside it. */
  note: string
}

/**
 * The rules of a security group that let in any address, of IPv4 or IPv6, itself or by one of the
 * prefix lists that are open.
 */
export const worldRules = ({ IpPermissions }: Item, openLists: ReadonlySet<string>): WorldRule[] =>
  objects(IpPermissions).flatMap((permission) => {
    const open = [
      ...objects(permission.IpRanges).filter(({ CidrIp }) => isWorld(text(CidrIp))),
      ...objects(permission.Ipv6Ranges).filter(({ CidrIpv6 }) => isWorld(text(CidrIpv6))),
      ...objects(permission.PrefixListIds)
        .filter(({ PrefixListId }) => openLists.has(text(PrefixListId)))
        .map((list) => ({ Description: `${text(list.PrefixListId)} ${text(list.Description)}` })),
    ]
    const [first] = open
    return first === undefined ? [] : [ruleOf(permission, text(first.Description))]
  })

/** The prefix lists that security groups name. */
export const listsIn = (groups: readonly Item[]): string[] => [
  ...new Set(
    groups
      .flatMap(({ IpPermissions }) => objects(IpPermissions))
      .flatMap(({ PrefixListIds }) => objects(PrefixListIds))
      .map(({ PrefixListId }) => text(PrefixListId)),
  ),
]

/** Everything, or half of it: two halves are a known way round a check for the whole. */
export const isWorld = (block: string): boolean =>
  /^(?:0\.0\.0\.0|128\.0\.0\.0)\/[01]$|^(?:::|8000::)\/[01]$|^2000::\/3$/.test(block)

function ruleOf({ IpProtocol, FromPort, ToPort }: Item, note: string): WorldRule {
  const protocol = text(IpProtocol)
  if (protocol === '-1') return { from: 0, to: 65535, label: 'all ports', risk: 'high', note }
  const [from, to] = [Number(FromPort ?? 0), Number(ToPort ?? 65535)]
  if (protocol.startsWith('icmp')) {
    return { from: -1, to: -1, label: protocol, risk: 'expected', note }
  }
  return { from, to, label: labelOf({ protocol, from, to }), risk: riskOf(from, to), note }
}

function labelOf({ protocol, from, to }: { protocol: string; from: number; to: number }): string {
  const shown = protocol === 'tcp' ? '' : `${protocol} `
  if (from === 0 && to === 65535) return `all ${shown}ports`
  const name = from === to ? services[from] : undefined
  const ports = from === to ? `${from}` : `${from}-${to}`
  return name === undefined ? `${shown}${ports}` : `${shown}${ports} (${name})`
}

function riskOf(from: number, to: number): WorldRule['risk'] {
  if (from === to && webPorts.has(from)) return 'expected'
  const dangerous = Object.keys(services)
    .map(Number)
    .filter((port) => !webPorts.has(port))
  return dangerous.some((port) => port >= from && port <= to) ? 'high' : 'medium'
}

const webPorts = new Set([80, 443])

/** What listens there as a rule; all but the web is for administrators or for other machines. */
const services: Readonly<Record<number, string>> = {
  20: 'FTP',
  21: 'FTP',
  22: 'SSH',
  23: 'Telnet',
  80: 'HTTP',
  135: 'RPC',
  443: 'HTTPS',
  445: 'SMB',
  1433: 'SQL Server',
  1521: 'Oracle',
  2049: 'NFS',
  2375: 'Docker',
  2379: 'etcd',
  3306: 'MySQL',
  3389: 'RDP',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5601: 'Kibana',
  5900: 'VNC',
  5985: 'WinRM',
  6379: 'Redis',
  6443: 'Kubernetes',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  10250: 'kubelet',
  11211: 'Memcached',
  27017: 'MongoDB',
}

export const portName = (port: number): string | undefined => services[port]

/** Ports as people say them: a number, a range, or what listens there; undefined where nothing is known by that. */
export function portsCalled(said: string): { from: number; to: number }[] | undefined {
  const word = said
    .toLowerCase()
    .replace(/\b(?:ports?|plain|unencrypted|traffic|access)\b/g, '')
    .trim()
  const [, first, last = first] = /^(\d{1,5})(?: ?(?:-|to) ?(\d{1,5}))?$/.exec(word) ?? []
  if (first !== undefined) return [{ from: Number(first), to: Number(last) }]
  const wanted = alsoSaid[word.replace(/[\s-]/g, '')] ?? word
  const found = Object.entries(services)
    .filter(([, name]) => name.toLowerCase() === wanted)
    .map(([port]) => ({ from: Number(port), to: Number(port) }))
  return found.length > 0 ? found : undefined
}

const alsoSaid: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  psql: 'postgresql',
  pg: 'postgresql',
  mariadb: 'mysql',
  mssql: 'sql server',
  sqlserver: 'sql server',
  remotedesktop: 'rdp',
  web: 'http',
  tls: 'https',
  ssl: 'https',
  opensearch: 'elasticsearch',
  elastic: 'elasticsearch',
  mongo: 'mongodb',
  memcache: 'memcached',
  windowsremotemanagement: 'winrm',
  sftp: 'ssh',
  scp: 'ssh',
}

/** The names above as a question may have them. */
export const portNames: RegExp = new RegExp(
  `\\b(?:${[...Object.values(services), ...Object.keys(alsoSaid)]
    .filter((name) => !/^(?:web|pg|elastic|RPC|kubelet|Kubernetes|Docker)$/.test(name))
    .map((name) => name.toLowerCase())
    .join('|')})\\b`,
  'i',
)
