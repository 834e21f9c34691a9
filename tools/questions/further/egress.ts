import type { Json } from '../../json.ts'
import { object, objects, text } from '../../recipes/evidence/values.ts'
import { listed, said } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { kinds } from '../things/kinds.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const outward =
  /\b(?:outbound|egress|outgoing|source|nat)\b.{0,30}\b(?:ips?|address(?:es)?)\b|\b(?:ips?|address(?:es)?)\b.*\b(?:leaves?|leaving|exits?|go(?:es)? out|going out|come from|comes from|coming from|outbound|egress|outgoing|seen (?:from|by)|show up)\b|\b(?:allow|white|safe)-?list\w*\b.*\b(?:ips?|address(?:es)?|us)\b|\b(?:leaves?|exits?|go(?:es)? out|call(?:s|ing)? out)\b.*\b(?:ips?|address(?:es)?)\b/i

/** “The NAT gateways and their public IPs” is a list of them, and not of what leaves by them. */
const isOfGateways = ({ question }: Plan) =>
  /\bnats?(?: gateways?)?,? (?:and|with) (?:(?:their|its|the) )?/i.test(question) &&
  !/\b(?:leav|exit|egress|outbound|outgoing|traffic|go(?:es)? out|going out|list(?:ed)? by)/i.test(
    question,
  )

/** By which public addresses traffic of private subnets leaves: through the NAT gateways that their routes lead to. */
export async function egress(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  if (!outward.test(plan.question) || !isOfAddresses(plan) || isOfGateways(plan)) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const list = async (operation: string) =>
    reader.each(regions, async (region) =>
      (await reader.tryRead(operation, { region })).flatMap((item) =>
        isObject(item) ? [{ region, item }] : [],
      ),
    )
  const kind = kinds.find(({ noun }) => noun === 'subnet')
  if (kind === undefined) return undefined
  const { things: subnets } = await listThings(kind, { reader, regions, names: [] })
  const tables = await list('ec2:DescribeRouteTables')
  const gateways = await list('ec2:DescribeNatGateways')
  const meant = subnets.filter((one) => isMeant(one, plan))
  const routed = meant.flatMap((subnet) => {
    const gateway = natOf(subnet, tables)
    const found = gateways.find(({ item }) => text(item.NatGatewayId) === gateway)
    return gateway === undefined ? [] : [{ subnet, gateway, item: found?.item }]
  })
  const groups = [...Map.groupBy(routed, ({ gateway }) => gateway)].map(([gateway, of]) => ({
    gateway,
    region: of[0]?.subnet.region ?? '',
    ips: publicIps(of[0]?.item),
    name: nameTag(of[0]?.item),
    subnets: of.map(({ subnet }) => subnet.name),
  }))
  const used = new Set(groups.map(({ gateway }) => gateway))
  const vpcs = new Set(meant.map(({ item }) => (isObject(item) ? text(item.VpcId) : '')))
  const spare = gateways.filter(
    ({ item }) =>
      !used.has(text(item.NatGatewayId)) &&
      vpcs.has(text(item.VpcId)) &&
      text(item.State) === 'available',
  )
  const lines = groups.map(
    ({ ips, name, gateway, region, subnets: of }) =>
      `**${listed(ips) || 'an address that was not read'}** (NAT gateway ${said(name ?? gateway)}, ${region}): from ${listed(
        of.map((one) => said(one)),
        8,
      )}`,
  )
  const others = spare.map(
    ({ item }) =>
      `${listed(publicIps(item))} (NAT gateway ${said(nameTag(item) ?? text(item.NatGatewayId))})`,
  )
  return told({
    operation: 'ec2:DescribeNatGateways',
    understood: `outgoing addresses · NAT gateways of private subnets${plan.regions === undefined ? '' : ` · ${[plan.regions].flat().join(', ')}`}`,
    summary:
      lines.length === 0
        ? `No route of ${meant.length === 0 ? 'a subnet that was meant' : 'these subnets'} leads to a NAT gateway, so there is no address that is theirs alone.`
        : `Traffic leaves by ${lines.join('; ')}.${others.length === 0 ? '' : ` In the same VPC, but in no route of these: ${listed(others)}; allow it too.`} What has a public address of its own in a public subnet leaves by that.`,
    rows: groups.map(({ region, ips, name, gateway, subnets: of }) => ({
      region,
      item: { NatGateway: name ?? gateway, NatGatewayId: gateway, PublicIp: ips, Subnets: of },
    })),
    reader,
  })
}

/** Of DNS records and mail the addresses are others. */
const isOfAddresses = ({ question, kinds: said }: Plan) =>
  /\b(?:ips?|address(?:es)?)\b/i.test(question) &&
  !/\b(?:e-?mails?|mail|dns|record|listen\w*|security groups?|web acl|waf)\b/i.test(question) &&
  said.every(({ kind }) =>
    /^(?:subnet|VPC|NAT gateway|Elastic IP|instance|function|service|task)$/.test(kind.noun),
  )

function isMeant({ name, item, region: _ }: Thing, plan: Plan): boolean {
  if (!isObject(item) || item.MapPublicIpOnLaunch === true) return false
  const tags = objects(item.Tags)
  const env = text(tags.find(({ Key }) => /^env/i.test(text(Key)))?.Value)
  const wanted = [
    ...plan.tags.flatMap(({ value }) => (value === undefined ? [] : [value])),
    ...plan.words.map(({ word }) => word),
  ].filter((word) => /^(?:prod(?:uction)?|stag(?:e|ing)|dev\w*|test|qa)$/i.test(word))
  const inEnv =
    wanted.length === 0 ||
    wanted.some((word) => env.toLowerCase().startsWith(word.toLowerCase().slice(0, 4)))
  const ids = [...plan.names, ...plan.ids]
  const isNamed =
    ids.length === 0 ||
    ids.some(
      (one) => name.startsWith(one) || one === text(item.SubnetId) || one === text(item.VpcId),
    )
  return inEnv && isNamed
}

/** Of its own route table, else of the main one of its VPC. */
function natOf(
  { item }: Thing,
  tables: readonly { item: { [name: string]: Json } }[],
): string | undefined {
  if (!isObject(item)) return undefined
  const own = tables.find((table) =>
    objects(table.item.Associations).some((one) => one.SubnetId === item.SubnetId),
  )
  const main = tables.find(
    (table) =>
      table.item.VpcId === item.VpcId &&
      objects(table.item.Associations).some((one) => one.Main === true),
  )
  const route = objects((own ?? main)?.item.Routes).find(
    ({ DestinationCidrBlock, NatGatewayId }) =>
      DestinationCidrBlock === '0.0.0.0/0' && NatGatewayId !== undefined,
  )
  return route === undefined ? undefined : text(route.NatGatewayId)
}

const publicIps = (gateway: Json | undefined): string[] =>
  objects(object(gateway).NatGatewayAddresses)
    .map(({ PublicIp }) => text(PublicIp))
    .filter((ip) => ip !== '')

const nameTag = (item: Json | undefined): string | undefined =>
  text(objects(object(item).Tags).find(({ Key }) => Key === 'Name')?.Value) || undefined
