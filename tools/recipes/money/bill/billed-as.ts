import { text } from '../../evidence/values.ts'
import type { Item } from '../../recipe.ts'

/** The line of the bill that a thing is on: its usage type, as written behind the region's own prefix. */
export interface Line {
  label: string
  usage: RegExp
  /** What of the line is of one thing of so many; undefined where AWS counts what is not known here. */
  weight: number | undefined
}

/** How the things of a kind are billed. */
interface Billed {
  /** Of tools/questions/things/kinds.ts. */
  noun: string
  /** Why it is on none, where it is on none now. */
  lineOf: (item: Item) => Line | string
  /** What else they cost, in lines of their own. */
  beside?: string
}

/** Usage types end so, whatever region's prefix stands before. */
const ending = (pattern: string) => new RegExp(`(?:^|-)${pattern}$`)

const line = (label: string, weight: number | undefined, pattern = RegExp.escape(label)): Line => ({
  label,
  usage: ending(pattern),
  weight,
})

export const billed: readonly Billed[] = [
  {
    noun: 'instance',
    lineOf({ State: state, InstanceType: type }) {
      const { Name: name } = Object(state) as { Name?: unknown }
      const label = text(type)
      return /^(?:stopped|stopping|terminated|shutting-down)$/.test(String(name))
        ? `${String(name)}: nothing is charged for the instance itself`
        : line(
            `BoxUsage:${label}`,
            1,
            `(?:BoxUsage|SpotUsage|DedicatedUsage|HeavyUsage):${RegExp.escape(label)}`,
          )
    },
    beside: 'their volumes, addresses and traffic',
  },
  {
    noun: 'database',
    lineOf({ DBInstanceClass: of, MultiAZ: isDouble, DBInstanceStatus: status }) {
      // The bill shortens xlarge to xl.
      const label = text(of).replace(/xlarge$/, 'xl')
      const usage = isDouble === true ? 'Multi-AZUsage' : 'InstanceUsage'
      return text(status) === 'stopped'
        ? 'stopped: nothing is charged for the instance itself'
        : line(`${usage}:${label}`, 1, `${usage}:${RegExp.escape(label)}(?:arge)?`)
    },
    beside: 'their storage, backups and I/O',
  },
  {
    noun: 'volume',
    lineOf({ VolumeType: of, Size: size }) {
      const type = text(of)
      const weight = typeof size === 'number' ? size : undefined
      // Of these the operations are paid for besides, which is most of it.
      const pattern = { io1: 'piops', io2: 'io2(?:\\.tier\\d)?' }[type]
      return pattern === undefined
        ? line(`EBS:VolumeUsage.${type}`, weight)
        : line(`EBS:VolumeUsage.${type}`, weight, `EBS:Volume(?:Usage|P-IOPS)\\.${pattern}`)
    },
    beside: 'throughput, IOPS of gp3, and their snapshots',
  },
  {
    noun: 'NAT gateway',
    lineOf: () => line('NatGateway', undefined, 'NatGateway-(?:Hours|Bytes)'),
  },
  {
    noun: 'load balancer',
    lineOf: () => line('LoadBalancerUsage', undefined, '(?:LoadBalancerUsage|LCUUsage)'),
    beside: 'traffic',
  },
  {
    noun: 'Elastic IP',
    lineOf: ({ AssociationId: used }) =>
      line(text(used) === '' ? 'PublicIPv4:IdleAddress' : 'PublicIPv4:InUseAddress', 1),
  },
  {
    noun: 'function',
    lineOf: () =>
      line(
        'Lambda',
        undefined,
        'Lambda-(?:GB-Second|GB-Second-ARM|Provisioned.*)|Request(?:-ARM)?',
      ),
  },
  {
    noun: 'EKS cluster',
    lineOf: () => line('AmazonEKS-Hours:perCluster', 1, 'AmazonEKS-Hours.*'),
    beside: 'their nodes',
  },
  {
    noun: 'notebook instance',
    lineOf: ({ InstanceType: type }) => line(`Notebk:${text(type)}`, 1),
  },
]

export const isBilled = (noun: string): boolean => billed.some((one) => one.noun === noun)
