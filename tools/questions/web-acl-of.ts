import type { Json } from '../json.ts'
import { counted, listed, said, whyMissed } from '../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../tool.ts'
import { isObject } from './lens/fields.ts'
import { narrowByNames } from './narrow.ts'
import type { KindSaid, Plan } from './plan.ts'
import { isOn } from './switched-off.ts'
import { kinds } from './things/kinds.ts'
import { listThings, type Thing } from './things/list-things.ts'
import { Reader } from './things/reader.ts'

/** “Is there a WAF in front of our load balancer?”: which web ACL guards each of what is asked of. */
export async function webAclOf(plan: Plan, context: ToolContext): Promise<ToolResult | undefined> {
  const guarded =
    plan.kinds.find(({ kind }) => guardedKinds.has(kind.noun)) ?? (await ownerOfAcl(plan, context))
  const isAsked = ofWaf.test(plan.question) && plan.asked !== 'count'
  if (guarded === undefined || !isAsked || !isOn('wafv2', context.services)) return undefined
  const { kind } = guarded
  const reader = new Reader(context)
  const regions = await reader.regions(plan.regions)
  const around = { reader, regions }
  const all = await listThings(kind, { ...around, names: [] })
  const named = await narrowByNames(all.things, [...plan.names, ...plan.ids], {
    plan,
    kind,
    around,
  })
  const things = (named.isNamed ? named.things : all.things).filter(canBeGuarded)
  const before = reader.failures.length
  const looked = await reader.each(things, async (thing) => {
    const failed = reader.failures.length
    const [found] = await reader.tryRead('wafv2:GetWebACLForResource', {
      region: thing.region,
      parameters: { ResourceArn: arnOf(thing) },
    })
    const name = isObject(found) && typeof found.Name === 'string' ? found.Name : undefined
    return [
      {
        thing,
        name,
        rules: rulesOf(found),
        isUnread: name === undefined && reader.failures.length > failed,
      },
    ]
  })
  const [failure] = reader.failures
  const isPartial = reader.failures.length > 0
  const region = regions.join(', ')
  return {
    status: isPartial ? 'partial' : 'ok',
    operation: 'wafv2:GetWebACLForResource',
    understood: `${kind.noun} · web ACL`,
    summary: summarize(looked, {
      noun: kind.noun,
      isWhole: !isPartial,
      region,
      withRules: /\brules?\b/i.test(plan.question),
    }),
    ...(failure !== undefined && {
      notice: `${before > 0 ? failure.operation : 'wafv2:GetWebACLForResource'} could not be read: ${whyMissed(failure.error)}`,
    }),
    call: { operation: kind.list, region: regions.join(',') },
    regions: [
      {
        region,
        status: 'ok',
        items: looked.map(({ thing, name, rules, isUnread }) => ({
          Name: thing.name,
          Region: thing.region,
          WebACL: name ?? (isUnread ? 'not known' : 'none'),
          Rules: rules.join(', '),
        })),
        truncated: false,
      },
    ],
  }
}

/** “The storefront’s web ACL”: a load balancer may be called so. */
async function ownerOfAcl(
  plan: Plan,
  context: ToolContext,
): Promise<Pick<KindSaid, 'kind'> | undefined> {
  if (!plan.kinds.some(({ kind }) => kind.noun === 'web ACL')) return undefined
  const kind = kinds.find(({ noun }) => guardedKinds.has(noun))
  if (kind === undefined || plan.words.length + plan.names.length === 0) return undefined
  const reader = new Reader(context)
  const around = { reader, regions: await reader.regions(plan.regions) }
  const { things } = await listThings(kind, { ...around, names: [] })
  const { isNamed } = await narrowByNames(things, plan.names, { plan, kind, around })
  return isNamed ? { kind } : undefined
}

const ofWaf = /\bwafs?(?:v2)?\b|\bweb acls?\b|\bweb application firewalls?\b/i

/** Those that WAF guards by their own ARN. */
const guardedKinds = new Set(['load balancer'])

/** Network load balancers pass what they get. */
const canBeGuarded = ({ item }: Thing) =>
  isObject(item) && item.Type !== 'network' && item.Type !== 'gateway'

const arnOf = ({ item }: Thing): string =>
  isObject(item) && typeof item.LoadBalancerArn === 'string' ? item.LoadBalancerArn : ''

const rulesOf = (acl: Json | undefined): string[] =>
  acl !== undefined && isObject(acl) && Array.isArray(acl.Rules)
    ? acl.Rules.flatMap((rule) =>
        isObject(rule) && typeof rule.Name === 'string' ? [rule.Name] : [],
      )
    : []

interface Looked {
  thing: Thing
  name: string | undefined
  rules: readonly string[]
  isUnread: boolean
}

interface Told {
  noun: string
  isWhole: boolean
  region: string
  withRules: boolean
}

function summarize(looked: readonly Looked[], { noun, isWhole, region, withRules }: Told): string {
  const known = looked.filter(({ isUnread }) => !isUnread)
  const guarded = known.filter(({ name }) => name !== undefined)
  const bare = known.filter(({ name }) => name === undefined)
  if (looked.length === 0) {
    return isWhole
      ? `There is no ${noun} in ${region} that a web ACL could be in front of.`
      : `No ${noun} could be looked at in ${region}.`
  }
  if (known.length === 0)
    return `Whether a web ACL is in front of ${namesOf(looked)} could not be read.`
  const parts = [
    ...guarded.map(
      ({ thing, name, rules }) =>
        `${placed(thing)} has ${said(name ?? '')}${
          withRules
            ? ` (${
                rules.length === 0
                  ? 'no rules'
                  : `${counted(rules.length, 'rule')}: ${listed(
                      rules.map((rule) => said(rule)),
                      20,
                    )}`
              })`
            : ''
        }`,
    ),
    ...(bare.length > 0 ? [`${namesOf(bare)} ${bare.length === 1 ? 'has' : 'have'} none`] : []),
  ]
  const unread = looked.length - known.length
  const rest = unread === 0 ? '' : ` Of ${counted(unread, noun)} more it could not be read.`
  return `${guarded.length} of ${counted(known.length, noun)} ${guarded.length === 1 ? 'has' : 'have'} a web ACL of WAF in front: ${parts.join('; ')}.${rest}`
}

const placed = ({ name, region }: Thing) => `${said(name)} (${region})`
const namesOf = (looked: readonly Looked[]) =>
  listed(
    looked.map(({ thing }) => placed(thing)),
    10,
  )
