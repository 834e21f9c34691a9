import { object, objects, text } from '../../recipes/evidence/values.ts'
import { listed, said } from '../../recipes/evidence/wording.ts'
import type { Item } from '../../recipes/recipe.ts'
import { isWorld } from '../../recipes/security/exposed/world-rules.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import type { Plan } from '../plan.ts'
import { withName } from '../things/identity.ts'
import { listThings, type Thing } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { whoDid } from '../who-did.ts'
import { told } from './told.ts'

/** What a security group lets in belongs to its description; why a rule of it was made, only what stands beside the rule tells. */
export async function aboutGroup(
  plan: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const { asked, question, plain, names, ids, kinds, words } = plan
  const [main, second] = kinds
  const [name, other] = [...ids, ...names]
  if (main?.kind.list !== 'ec2:DescribeSecurityGroups' || second !== undefined) return undefined
  if (name === undefined || other !== undefined) return undefined
  const isWhy = asked === 'why' && opens.test(question)
  const isAbout =
    asked === 'about' || (whatIs.test(plain) && words.every(({ word }) => letting.test(word)))
  if (!isWhy && !isAbout) return undefined
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const { things: all } = await listThings(main.kind, { reader, regions, names: [] })
  const { found } = withName(all, name)
  if (found.length === 0) return undefined
  const by = isWhy ? await whoDid(found, { question: 'who opened it', asked: 'who' }, reader) : ''
  const each = found.slice(0, 3).map((thing) => (isWhy ? whySaid(thing) : groupSaid(thing, all)))
  return told({
    operation: main.kind.list,
    understood: `security group · ${name} · ${isWhy ? 'what is noted of its rules, who made them' : 'what it lets in'}`,
    summary: [...each, by].filter(Boolean).join('\n'),
    rows: found.map(({ region, item, name: own }) => ({
      region,
      item: {
        GroupName: own,
        GroupId: text(object(item).GroupId),
        Description: text(object(item).Description),
        VpcId: text(object(item).VpcId),
        LetsIn: rulesOf(object(item), all).map(ruleText).join('; '),
      },
    })),
    reader,
  })
}

const opens = /\b(?:open\w*|expos\w*|allow\w*|lets?|public\w*|reachable)\b/i
const letting = /^(?:allow|lets?|open|permit|accept)\w*$/i
const whatIs =
  /\b(?:describe|explain|details? of|who (?:is|may|can|gets)(?: allowed| let)? in(?:to)?\b|tell me (?:more )?about|what does .* (?:do|allow|let in|permit|accept))\b/i

interface Rule {
  ports: string
  from: string
  note: string
  isOpen: boolean
}

function groupSaid(thing: Thing, all: readonly Thing[]): string {
  const { name, item, region } = thing
  const { GroupId: id, Description: description } = object(item)
  const rules = rulesOf(object(item), all)
  const lets =
    rules.length === 0 ? 'It lets nothing in' : `It lets in ${listed(rules.map(ruleText), 12)}`
  return `**${said(name)}** (${text(id)}, ${region}): “${said(text(description))}”. ${lets}.`
}

function whySaid({ name, item }: Thing): string {
  const open = rulesOf(object(item), []).filter(({ isOpen }) => isOpen)
  const noted = open.filter(({ note }) => note !== '')
  if (open.length === 0) return `**${said(name)}** is not open to the world.`
  return noted.length === 0
    ? `Why **${said(name)}** was opened is not known: nothing is noted of its open rules.`
    : `Why **${said(name)}** was opened AWS does not know but by what is noted of its rules: ${listed(noted.map(ruleText), 8)}.`
}

const ruleText = ({ ports, from, note }: Rule) =>
  `${ports} from ${from}${note === '' ? '' : ` “${said(note)}”`}`

/** What a group lets in, from whom, and what stands beside it. */
const rulesOf = ({ IpPermissions }: Item, all: readonly Thing[]): Rule[] =>
  objects(IpPermissions).flatMap((permission) => {
    const ports = portsOf(permission)
    const blocks = [...objects(permission.IpRanges), ...objects(permission.Ipv6Ranges)].map(
      ({ CidrIp, CidrIpv6, Description }) => {
        const block = text(CidrIp ?? CidrIpv6)
        return { block, note: text(Description), isOpen: isWorld(block) }
      },
    )
    const groups = objects(permission.UserIdGroupPairs).map(({ GroupId, Description }) => ({
      block: `the group ${all.find(({ names }) => names.includes(text(GroupId)))?.name ?? text(GroupId)}`,
      note: text(Description),
      isOpen: false,
    }))
    const lists = objects(permission.PrefixListIds).map(({ PrefixListId, Description }) => ({
      block: text(PrefixListId),
      note: text(Description),
      isOpen: false,
    }))
    return [...blocks, ...groups, ...lists].map(({ block, note, isOpen }) => ({
      ports,
      from: isOpen ? `everywhere (${block})` : block,
      note,
      isOpen,
    }))
  })

function portsOf({ IpProtocol, FromPort, ToPort }: Item): string {
  const protocol = text(IpProtocol)
  if (protocol === '-1') return 'everything'
  const [from, to] = [String(FromPort ?? ''), String(ToPort ?? '')]
  const ports = from === to ? from : `${from}-${to}`
  return ports === '' || ports.startsWith('-1') ? protocol : `${protocol} ${ports}`
}
