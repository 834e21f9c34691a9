import * as z from 'zod'
import { ToolError } from '../../tool-error.ts'
import { objects, text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { choice, polarity, text as textParameter } from '../parameters.ts'
import { type Ask, defineRecipe, type Item } from '../recipe.ts'
import { isWorld, portsCalled } from './exposed/world-rules.ts'

/** Which security groups let traffic in on a port, said by number or by what listens there. */
export const openPorts = defineRecipe({
  name: 'open_ports',
  about: 'security',
  description:
    'Security groups that let in a port, by number or service name (ssh, http, postgres), and from where.',
  questions: [
    'which security groups allow port 80?',
    'which security groups let in ssh?',
    'which groups open postgres to the internet?',
    'who can reach port 3389?',
    'security groups with rdp open',
  ],
  scope: 'estate',
  services: ['ec2'],
  parameters: z.strictObject({
    port: textParameter('22, 8000-8100, or a name as ssh, http, postgres; several with commas'),
    from: choice(['anywhere', 'internet'], 'internet: only what everybody may reach'),
    polarity: polarity(['open', 'closed']),
  }),
  async run({ port: asked, from = 'anywhere', polarity: way }, ask) {
    const wanted = asked === undefined ? [] : asked.split(/\s*,\s*/).map(portCalled)
    const ports = asked === undefined ? anyPort : wanted.flatMap((one) => one.ports)
    const groups = await ask.everywhere(async (place) =>
      (await place.read('ec2:DescribeSecurityGroups')).map((group) => ({
        group,
        region: place.region,
      })),
    )
    const open = groups
      .map((one) => ({ ...one, rules: rulesFor(one.group, ports, from) }))
      .filter(({ rules }) => rules.length > 0)
    if (way === 'closed') {
      const ids = new Set(open.map(({ group }) => group))
      const closed = groups.filter(({ group }) => !ids.has(group))
      const what =
        wanted.length === 0 ? 'nothing' : `nothing on ${wanted.map(labelOf).join(' or ')}`
      const names = closed.map(
        ({ group }) => `${said(text(group.GroupName), 60)} (${text(group.GroupId)})`,
      )
      return {
        summary: `${closed.length} of ${counted(groups.length, 'security group')} in ${ask.where} let${closed.length === 1 ? 's' : ''} in ${what}${from === 'internet' ? ' from the internet' : ''}${names.length === 0 ? '' : `: ${listed(names, 12)}`}.`,
        evidence: closed.map(({ group, region }) => ({
          evidence: 'Security group without it',
          SecurityGroup: group.GroupName,
          GroupId: group.GroupId,
          Region: ask.shownRegion(region),
        })),
      }
    }
    return {
      summary: summarize(open, { all: groups.length, wanted, from, ask }),
      evidence: open.flatMap(({ group, region, rules }) =>
        rules.map(({ ports: range, source, note }) => ({
          evidence: 'Rule',
          SecurityGroup: group.GroupName,
          GroupId: group.GroupId,
          Region: ask.shownRegion(region),
          Ports: range,
          From: source,
          Description: note || undefined,
        })),
      ),
      followUps: ['What is open to the internet?'],
    }
  },
})

interface Rule {
  permission: Item
  ports: string
  source: string
  note: string
}

type Ports = NonNullable<ReturnType<typeof portsCalled>>

interface Wanted {
  asked: string
  ports: Ports
}

function portCalled(asked: string): Wanted {
  const ports = portsCalled(asked)
  if (ports === undefined) {
    throw new ToolError('invalid_parameter', `port: ${said(asked, 40)} is not known`, {
      hint: 'Give a number, a range as 8000-8100, or a name as ssh, http, rdp, postgres.',
    })
  }
  return { asked, ports }
}

/** Where none is said. */
const anyPort: Ports = [{ from: 0, to: 65_535 }]

function rulesFor({ IpPermissions, GroupId }: Item, ports: Ports, from: string): Rule[] {
  return objects(IpPermissions)
    .filter((permission) => covers(permission, ports))
    .flatMap((permission) =>
      sourcesOf(permission, text(GroupId))
        .filter(({ isOpen }) => from === 'anywhere' || isOpen)
        .map(({ source, note }) => ({ permission, ports: rangeOf(permission), source, note })),
    )
}

/** Any one of the ports asked for is enough: `ftp` is 20 and 21. */
function covers({ IpProtocol, FromPort, ToPort }: Item, ports: Ports): boolean {
  if (IpProtocol === '-1') return true
  if (!/^(?:tcp|udp|6|17)$/.test(text(IpProtocol))) return false
  const [first, last] = [Number(FromPort ?? 0), Number(ToPort ?? 65_535)]
  return ports.some(({ from, to }) => first <= to && last >= from)
}

function sourcesOf(permission: Item, own: string) {
  const shown = (list: string, member: string) =>
    objects(permission[list]).map((one) => ({
      source: text(one[member]),
      note: text(one.Description),
      isOpen: isWorld(text(one[member])),
    }))
  return [
    ...shown('IpRanges', 'CidrIp'),
    ...shown('Ipv6Ranges', 'CidrIpv6'),
    ...shown('PrefixListIds', 'PrefixListId'),
    ...shown('UserIdGroupPairs', 'GroupId').map((one) =>
      one.source === own ? { ...one, source: 'members of the same group' } : one,
    ),
  ]
}

function rangeOf({ IpProtocol, FromPort, ToPort }: Item): string {
  if (IpProtocol === '-1') return 'all'
  const [from, to] = [Number(FromPort ?? 0), Number(ToPort ?? 65_535)]
  const range = from === to ? `${from}` : `${from}-${to}`
  return IpProtocol === 'tcp' ? range : `${text(IpProtocol)} ${range}`
}

/** `80 (HTTP)`. */
function labelOf({ asked, ports }: Wanted): string {
  const range = listed(ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)))
  return /^\d/.test(asked) ? `port ${range}` : `port ${range} (${said(asked, 30)})`
}

interface Told {
  all: number
  /** The ports asked for, each by itself; none where any will do. */
  wanted: readonly Wanted[]
  from: string
  ask: Ask
}

function summarize(
  open: readonly { group: Item; region: string; rules: readonly Rule[] }[],
  { all, wanted, from, ask }: Told,
): string {
  const what = wanted.length === 0 ? 'something' : wanted.map(labelOf).join(' or ')
  const everybody = from === 'internet' ? ' from the internet' : ''
  if (open.length === 0) {
    return aboutAll(
      ask.whole(),
      `No security group in ${ask.where} lets in ${what}${everybody} (${all} looked at).`,
      `0 of the ${counted(all, 'security group')} that could be seen let in ${what}${everybody}.`,
    )
  }
  const each = open.map(({ group, region, rules }) => {
    const where = ask.shownRegion(region) === undefined ? '' : `, ${region}`
    const sources = [...new Set(rules.map(({ source }) => said(source, 60)))]
    const which = wanted.length < 2 ? '' : ` ${listed(wanted.filter(lets(rules)).map(labelOf))}`
    return `**${said(text(group.GroupName), 60)}** (${text(group.GroupId)}${where})${which} from ${listed(sources, 4)}`
  })
  const closed = wanted.filter((one) => !open.some(({ rules }) => lets(rules)(one)))
  return sentences(
    `${counted(open.length, 'security group')} of ${all} let${open.length === 1 ? 's' : ''} in ${what}${everybody}: ${listed(each, 8)}.`,
    closed.length === 0
      ? undefined
      : aboutAll(
          ask.whole(),
          `None of them lets in ${closed.map(labelOf).join(' or ')}${everybody}.`,
          `None that could be seen lets in ${closed.map(labelOf).join(' or ')}${everybody}.`,
        ),
  )
}

/** Whether one of some rules is for a port. */
const lets =
  (rules: readonly Rule[]) =>
  ({ ports }: Wanted): boolean =>
    rules.some(({ permission }) => covers(permission, ports))
