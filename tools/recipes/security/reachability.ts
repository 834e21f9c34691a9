import * as z from 'zod'
import { ToolError } from '../../tool-error.ts'
import { cap } from '../evidence/say.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { listed, numbered, said, sentences } from '../evidence/wording.ts'
import { text as textParameter } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { portsCalled } from './exposed/world-rules.ts'
import { type Endpoint, endpointsCalled, endpointsIn, labelOf } from './reach/endpoint.ts'
import { carriers, type Network, readNetwork, type Way, wayBetween } from './reach/way.ts'

/** Whether one thing can open a connection to another, as far as AWS's network lets it. */
export const reachability = defineRecipe({
  name: 'reachability',
  about: 'security',
  description:
    'Whether one thing can connect to another on a port: security groups both ways, network ACLs, VPC and routes; or what can.',
  questions: [
    'can build-server connect to orders-db on postgres?',
    'would ops-bastion reach search-1 on port 9200?',
    'which things can connect to orders-db?',
    'can the internet reach ops-bastion on ssh?',
  ],
  scope: 'estate',
  services: ['ec2', 'rds', 'elastic-load-balancing-v2', 'lambda', 'ecs'],
  parts: true,
  parameters: z.strictObject({
    from: textParameter('what connects: a name, id, or internet; anything where it is absent'),
    to: textParameter('to what: a name or id'),
    port: textParameter('5432, or a name as postgres, ssh'),
  }),
  async run({ from, to, port }, ask) {
    if (to === undefined)
      throw new ToolError('invalid_parameter', 'to: what is to be reached is not said')
    const ports = port === undefined ? undefined : portsCalled(port)
    if (port !== undefined && ports === undefined)
      throw new ToolError('invalid_parameter', `port: ${cap(port, 40)} is not known`, {
        hint: 'Give a number, or a name as ssh, https, postgres, mysql, redis.',
      })
    const all = await ask.everywhere(endpointsIn)
    const targets = endpointsCalled(all, to).slice(0, mostEnds)
    const sources = from === undefined ? [] : endpointsCalled(all, from).slice(0, mostEnds)
    const unknown = [
      ...(targets.length === 0 ? [to] : []),
      ...(from !== undefined && sources.length === 0 ? [from] : []),
    ]
    if (unknown.length > 0) return { summary: unknownEnds(unknown, all, ask), evidence: [] }
    const networks = new Map<string, Network>()
    for (const region of new Set([...targets, ...sources].map(({ region }) => region))) {
      if (region !== '') networks.set(region, await readNetwork(ask.elsewhere(region)))
    }
    ask.note(
      'Read: security groups both ways, network ACLs, subnets and route tables. Not looked at: whether something listens there, firewalls on the machines, AWS Network Firewall, DNS, TLS and logins; addresses of IPv6 and prefix lists are not followed.',
    )
    const asked = (target: Endpoint) =>
      ports?.map((one) => one.from) ?? (target.ports.length > 0 ? target.ports : undefined)
    if (from === undefined) return whatCan(targets, { all, networks, asked, ask })
    const ways = sources.flatMap((source) =>
      targets.map((target) => wayBetween(source, target, { networks, ports: asked(target) })),
    )
    return {
      summary: sentences(...ways.map(waySaid)),
      evidence: ways.map(rowOf),
      followUps: targets.slice(0, 1).map(({ name }) => `What can connect to ${name}?`),
    }
  },
})

/** Of things that a few words may mean. */
const mostEnds = 4

const unknownEnds = (names: readonly string[], all: readonly Endpoint[], ask: Ask) =>
  aboutAll(
    ask.whole(),
    `Nothing in ${ask.where} with an end of its own in the network is called ${listed(names.map((one) => said(one, 80)))}: instances, databases, load balancers, functions and ECS services were looked at.`,
    `${listed(names.map((one) => said(one, 80)))} was not found among the ${numbered(all.length, 'thing')} that could be seen.`,
  )

function waySaid({ from, to, ports, verdict, because, notes }: Way): string {
  const what = `**${said(labelOf(from), 60)}** ${verdict === 'closed' ? 'cannot' : 'can'} open a connection to **${said(labelOf(to), 60)}**${ports}`
  const stopped = [from, to].filter(({ state }) => state === 'stopped')
  const lead =
    verdict === 'open'
      ? 'Yes, by the network: '
      : verdict === 'closed'
        ? 'No: '
        : 'Not known: whether '
  return sentences(
    `${lead}${what}${verdict === 'unknown' ? ` depends on ${listed(because, 4)}` : `: ${listed(because, 6)}`}.`,
    stopped.length === 0
      ? ''
      : `${listed(stopped.map((one) => said(labelOf(one), 60)))} ${stopped.length === 1 ? 'is' : 'are'} stopped now.`,
    ...notes,
  )
}

const rowOf = ({ from, to, ports, verdict, because }: Way): Evidence => ({
  evidence: 'Way',
  From: labelOf(from),
  To: labelOf(to),
  Ports: ports.replace(/^ on /, ''),
  Verdict: verdict,
  Because: listed(because, 6),
})

interface Around {
  all: readonly Endpoint[]
  networks: ReadonlyMap<string, Network>
  asked(target: Endpoint): readonly number[] | undefined
  ask: Ask
}

/** Who is let in, by the rules of its groups, and what of the estate is that. */
function whatCan(targets: readonly Endpoint[], { all, networks, asked, ask }: Around) {
  const rows = targets.flatMap((target) => {
    const network = networks.get(target.region)
    return network === undefined
      ? []
      : carriers(target, { network, all, ports: asked(target) }).map((one) => ({ target, ...one }))
  })
  return {
    summary: sentences(
      ...targets.map((target) => {
        const own = rows.filter((one) => one.target === target)
        const ports = asked(target)
        const on = ports === undefined ? '' : ` on ${listed(ports.map(String), 6)}`
        if (own.length === 0)
          return aboutAll(
            ask.whole(),
            `No rule of the security groups of **${said(target.name, 60)}** lets anything in${on}.`,
            `No rule was seen that lets anything in to ${said(target.name, 60)}${on}.`,
          )
        return `**${said(target.name, 60)}** lets in${on}: ${listed(
          own.map(
            ({ source, ports, things }) =>
              `${said(source, 80)} (${ports}${
                things.length === 0
                  ? ''
                  : `: ${listed(
                      things.map((one) => said(one, 60)),
                      10,
                    )}`
              })`,
          ),
          8,
        )}.`
      }),
    ),
    evidence: [
      ...targets
        .filter((target) => !rows.some((one) => one.target === target))
        .map((target) => ({ evidence: 'Let in', To: labelOf(target), From: 'nothing' })),
      ...rows.map(({ target, source, ports, rule, things }) => ({
        evidence: 'Let in',
        To: target.name,
        From: source,
        Ports: ports,
        Things: listed(things, 12) || undefined,
        SecurityGroup: text(rule.groupName),
      })),
    ],
  }
}
