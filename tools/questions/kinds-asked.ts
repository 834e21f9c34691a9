import { bareServices, kindsSaid, type Mention } from './things/kind-said.ts'
import { rankedBy } from './words/amounts.ts'
import type { Text } from './words/text.ts'

/** Where the only kind that is named is what is grouped by, it is the kind: “addresses in each subnet”. */
export function kindsAndGroup(
  text: Text,
  group: string | undefined,
): { mentions: Mention[]; group: string | undefined } {
  const said = kindsSaid(text.left)
  // What containers run are images of their own, and none that machines start from.
  const runs = said.some(({ kind }) => /^(?:service|task|task definition)$/.test(kind.noun))
  const read = runs ? said.filter(({ said: words }) => !/^images?$/.test(words)) : said
  const all = read.filter(
    (one, at) =>
      !isOfMember(one, { all: read, question: text.whole }) &&
      !(at > 0 && isOfFeature(one, text.whole)),
  )
  const named = all.filter(
    (one) => !bareServices.has(one.said) || isListedWith(one, { all, question: text.whole }),
  )
  const own = named.length > 0 ? named : all.slice(0, 1)
  const mentions = headFirst(
    own.length > 0 || group !== undefined ? own : kindOfVersion(text),
    text.whole,
  )
  // Of “unhealthy targets” the state is a condition as well.
  for (const { at, length, said } of all) {
    // “Roles that Lambda can assume”: who may is a condition.
    if (bareServices.has(said) && named.length > 0 && /\b(?:assum\w+|trust\w*)\b/i.test(text.whole))
      continue
    const state = qualities.exec(said)?.[0].length ?? 0
    text.blank(at + state, length - state)
  }
  if (group === undefined || named.length > 0) return { mentions, group }
  // Of “parameters by type” the parameters are meant, whatever they are.
  const isOther = /^\W*(?:list |show )?[a-z]+s by\b/i.test(text.whole)
  const implied = mentions.length === 0 && !isOther ? kindsSaid(groupKinds[group] ?? '') : []
  if (implied.length > 0) return { mentions: implied, group }
  const at = text.whole.toLowerCase().indexOf(group)
  const grouping = kindsSaid(group).filter(({ said }) => !bareServices.has(said))
  return grouping.length === 0 || mentions.length > 0
    ? { mentions, group }
    : { mentions: grouping.map((mention) => ({ ...mention, at })), group: undefined }
}

/** Of `unhealthy targets` and `network load balancers` the first word is a condition. */
const qualities =
  /^(?:(?:un)?healthy|inbound|outbound|ingress|egress|network(?= load balancers)|(?:customer|aws)[- ]managed) /i

/** “Any redshift or EMR clusters”: a service that an “or” joins to things is asked for its own. */
const isListedWith = (
  { at, length }: Mention,
  { all, question }: { all: readonly Mention[]; question: string },
): boolean =>
  all.some(
    (other) =>
      other.at > at &&
      !bareServices.has(other.said) &&
      /^(?:,| or| and|,? nor)(?: an?| any)? $/i.test(question.slice(at + length, other.at)),
  )

/** “The instance tenancy of the VPC prod”: what a member is called after is none of the things asked for. */
function isOfMember(
  { at, length }: Mention,
  { all, question }: { all: readonly Mention[]; question: string },
): boolean {
  const [asked = ''] =
    /^\W*(?:what|which)(?:'s| is| are)? (?:the )?[\w -]{3,60}? (?:of|on|for) (?:the |our )?/i.exec(
      question,
    ) ?? []
  return (
    at + length < asked.length &&
    all.some((other) => other.at === asked.length) &&
    /^ [a-z]+(?: [a-z]+){0,2} (?:of|on|for) (?:the |our )?$/i.test(
      question.slice(at + length, asked.length),
    ) &&
    // “The volumes attached to”, “the rules open for” are things.
    !/^ (?:\w+ed|in|on|that|which|with|open) /i.test(question.slice(at + length, asked.length))
  )
}

/** “Clusters with container insights”: a thing that is said right before a setting says which setting it is. */
const isOfFeature = ({ at, length, said }: Mention, question: string): boolean =>
  !/s$/i.test(said) &&
  /^ (?:file )?(?:insights?|logging|lock(?:ing)?|validation|access logs?|access logging)\b/i.test(
    question.slice(at + length),
  )

/** Of `hosted zone records` the records are meant: what stands last in a compound is what it is. */
function headFirst([first, second, ...others]: readonly Mention[], question: string): Mention[] {
  // “The dlq alarm” is an alarm.
  const isOne = first !== undefined && /\b(?:the|our|an?) $/i.test(question.slice(0, first.at))
  const rest = second === undefined ? [] : [second]
  if (first === undefined) return []
  const isCompound =
    second !== undefined &&
    second.kind !== first.kind &&
    first.at + first.length + 1 === second.at &&
    !/s$/.test(first.said) &&
    (/s$/.test(second.said) || isOne)
  return isCompound ? [second, first, ...others] : [first, ...rest, ...others]
}

/** `node 18` alone is what functions run on, `postgres 13` what databases are. */
function kindOfVersion({ left }: Text): Mention[] {
  const found = versioned.find(([family]) =>
    new RegExp(`\\b(?:${family})[ .-]?v?\\d`, 'i').test(left),
  )
  const implied = found?.[1] ?? ofOneKind.find(([pattern]) => pattern.test(left))?.[1]
  if (implied === undefined) return []
  return kindsSaid(implied).map((mention) => ({ ...mention, at: left.length, length: 0 }))
}

const versioned: readonly (readonly [string, string])[] = [
  ['node(?:\\.?js)?|python|java|ruby|dotnet', 'functions'],
  ['postgres(?:ql)?|mysql|mariadb', 'databases'],
]

/** What only things of one kind have. */
const ofOneKind: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gp[23]|io[12]|st1|sc1)\b/i, 'volumes'],
  [/\binflight\b|\bmessages?\b.*\bin[- ]flight\b/i, 'queues'],
]

/** What things have that are grouped by it, where none are named. */
const groupKinds: Readonly<Record<string, string>> = {
  runtime: 'functions',
  engine: 'databases',
  type: 'instances',
  'instance type': 'instances',
}

const groupWords =
  '(?:instance |storage |engine |lambda |ec2 )?(?:types?|class(?:es)?|engines?|runtimes?|states?|status|regions?|az|availability zones?|zones?|vpcs?|subnets?|owners?|env|environments?|services?|famil(?:y|ies)|architectures?|versions?|accounts?|teams?|sizes?|platforms?|clusters?|keys?|protocols?|schemes?|users?|buckets?|security groups?|roles?|person|people)'

/** “Who owns the most instances”, “which subnet has the fewest addresses”, “the most common type”. */
export function takeGroupMost(text: Text): { group: string; which: 'most' | 'fewest' } | undefined {
  // The pattern is large, and V8 makes code of it when it is first asked.
  if (!/most|fewest|least/i.test(text.left)) return undefined
  const [found] = text.take(
    new RegExp(
      `\\b(?:who (?:owns|has|holds)|(?:which|what) ${groupWords} (?:has|have|owns?|holds?|contains?|runs?)) (?:the )?(most|fewest|least)(?= \\w)|\\b(most|least) (?:common|popular|frequent|used|common(?:ly)? used) ${groupWords}\\b|\\b(?:which|what) ${groupWords} (?:do|does|is|are) (?:we |you |they |people )?(?:used? |have )?(?:the )?(most|least)(?: often| used)?(?=[?.! ]*$)`,
      'i',
    ),
    // `the most memory` is no number of things.
    (match) =>
      !/^(?:memory|storage|space|data|cpu|traffic|money|expensive|(?:free|available|spare|unused|remaining|left|ip) )/i.test(
        text.whole.slice((match.index ?? 0) + match[0].length).trim(),
      ),
  )
  if (found === undefined) return undefined
  const said = found[0].toLowerCase()
  const which = /fewest|least/.test(said) ? 'fewest' : 'most'
  const word = new RegExp(`(?:which|what|common|popular|frequent|used) (${groupWords})\\b`).exec(
    said,
  )?.[1]
  return { group: word === undefined ? 'owner' : word.replace(/(?<=[^s])s$/, ''), which }
}

export function takeGroup(text: Text): string | undefined {
  const [found] = text.take(
    /\b(?:(?:does|do|has|have|with) each|(?:group(?:ed)?|broken? down|split|summari[sz]ed?|count(?:ed)?|breakdown) (?:by|per)|of each|for each|per|(?<!(?:sort|order|rank)(?:ed)? )by|in each|of every|for every) (?:aws )?((?:(?:instance|storage|engine|lambda|ec2|versioning|encryption|billing|health|rotation|logging|volume) )?(?:type|class|engine|runtime|state|status|region|az|availability zone|zone|vpc|subnet|owner|env|environment|service|family|architecture|version|account|tag|month|day|team|size|platform|kind|cluster|key|protocol|scheme)s?)\b/i,
    // “The largest two by size” are put in order.
    ([, word = '']) =>
      !(
        /^size$/i.test(word) &&
        (rankedBy.test(text.whole) ||
          /\b(?:largest|biggest|smallest|heaviest|lightest)\b/i.test(text.whole))
      ),
  )
  return found?.[1]?.toLowerCase()
}
