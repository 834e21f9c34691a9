import { environment } from '../intents/intent.ts'
import type { KindSaid, Plan, Word } from '../plan.ts'
import type { Kind } from '../things/kind.ts'

/** What things of the kind that is asked for are to be connected with, as a question says it. */
export interface RelationSaid {
  /** The kind of the other end, where it is said. */
  other?: KindSaid
  /** What the other end is called, where one is meant. */
  name?: string
  /** Plain words beside the other kind, which may be its name: the storefront load balancer. */
  beside: readonly Word[]
  denied: boolean
  /** The name is a plain word: only what is called exactly so is meant. */
  isPlain?: true
  /** Words of the plan that say how: they are used by what is found. */
  how: readonly Word[]
}

/** “Functions that read image-jobs”, “certificates no load balancer uses”, “which subnet is search-1 in”. */
export function relationSaid(plan: Plan, kind: Kind): RelationSaid | undefined {
  const { question, kinds, group, order, groupMost, threshold, words } = plan
  const own = kinds.filter((said) => said.kind === kind)
  const [main] = own
  const isOther =
    [group, order, groupMost, threshold].some((part) => part !== undefined) ||
    words.some(({ word }) => /^(?:gone|missing|unused|never-used)$/.test(word))
  if (main === undefined || isOther) return undefined
  // What things are within is known when they are listed.
  const others = kinds.filter(
    (said) =>
      said.kind !== kind &&
      // A rule of a security group says of which it is, beside those that it lets in.
      !isPartOf(kind, said.kind) &&
      // “To 8 tasks” is how many are wished for.
      !/\d $/.test(question.slice(0, said.at)) &&
      (said.denied || kind.within === undefined || said.kind.list !== kind.within.list),
  )
  const isWithin = (name: string) =>
    kinds.some(
      (said) =>
        (said.kind.list === kind.within?.list || isPartOf(kind, said.kind)) &&
        (said.said === name ||
          isBeside(question, said, { at: question.indexOf(name), said: name })),
    )
  for (const name of [...plan.ids, ...plan.names]) {
    if (isWithin(name)) continue
    const at = question.indexOf(name)
    const here = { at, said: name }
    const other = others.find((said) => isBeside(question, said, here))
    // “Which queue sends to queue dead-letters” is of two of a kind.
    const named = own.find((said) => isBeside(question, said, here))
    const isOfTwo =
      named !== undefined &&
      named !== main &&
      isAsked(question, main) &&
      sends.test(question.slice(main.at + main.said.length, named.at))
    if (other === undefined && named !== undefined && !isOfTwo) continue
    if (other === undefined && !isAsked(question, main) && !isWhere(plan, main)) continue
    const between = textBetween(question, main, here)
    if (
      other === undefined
        ? !links(between)
        : /\b(?:and|or)\b|,/.test(textBetween(question, main, other)) && !links(between)
    )
      continue
    return {
      ...(other === undefined ? {} : { other }),
      name,
      beside: [],
      denied: other?.denied === true || isNone(between),
      how: howSaid(plan, kind),
    }
  }
  const plain = plainName(plan, main)
  if (plain !== undefined && others.length === 0)
    return {
      name: plain.word,
      isPlain: true,
      beside: [],
      denied: false,
      how: [...howSaid(plan, kind), plain],
    }
  // A compound, as “hosted zone records”, says what they are of where nothing else is said.
  const compound = (said: KindSaid) => said.at + said.said.length + 1 === main.at
  const linked = others.filter((said) => isLinked(question, main, said))
  const other =
    linked.find((said) => !compound(said)) ??
    linked.find((said) => kind.within?.list !== said.kind.list)
  if (other === undefined) return undefined
  return {
    other,
    beside: besideWords(plan, other),
    denied: other.denied || isNone(textBetween(question, main, other)),
    how: howSaid(plan, kind),
  }
}

const sends =
  /^ (?:that |which )?(?:sends?|feeds?|fills?|forwards?|routes?|peers?|copies|replicates?|reads?|uses?)\b[^,;]*$/i

const isPartOf = (kind: Kind, holder: Kind) => kind.noun.startsWith(`${holder.noun} `)

interface Span {
  at: number
  said: string
}

/** `which queue`, `any functions`, `security groups`: what is to be found rather than what is named. */
const isAsked = (question: string, { at, said }: Span) =>
  /\b(?:which|what|any|all|list|show|how many|no|other|are|do|does)(?: me)?(?: of)?(?: the| our| my)?(?: [\w-]+)? ?$/i.test(
    question.slice(0, at),
  ) || /[^s]s$/.test(said)

/** “Is build-server in a public subnet”: whether it is in one that is so. */
const isWhere = ({ asked, question }: Plan, { at }: Span) =>
  asked === 'yesno' &&
  /\b(?:in|on|behind|inside|using|with|to) an? (?:[\w-]+ )?$/i.test(question.slice(0, at))

/** A plain word where a thing is named: “which certificate does storefront use”, “which plan covers receipts”. */
function plainName({ question, words, names, ids }: Plan, main: Span): Word | undefined {
  if (names.length + ids.length > 0 || !isAsked(question, main)) return undefined
  const from = main.at + main.said.length
  return words.find(({ word, at, denied }) => {
    if (denied || word.length < 3 || linking.test(word) || environment.test(word)) return false
    const [before, after] = [question.slice(from, at), question.slice(at + word.length)]
    const isSubject = /^ (?:does|do|did|is|are|was) (?:the |our )?$/i.test(before) && isEnd(after)
    const isObject =
      /^ (?:that |which )?(?:covers?|serves?|protects?|uses?|is used by|are used by|belongs? to|(?:is|are) attached to|triggers?|feeds?|points? to|(?:is|are) behind) (?:the |our )?$/i.test(
        before,
      ) && /^ *[?.!]*$/.test(after)
    return isSubject || isObject
  })
}

const isEnd = (text: string) => links(text) && /^ [a-z]+(?: [a-z]+)? *[?.!]*$/i.test(text)

const isBeside = (question: string, kind: Span, name: Span) =>
  kind.at < name.at
    ? /^ (?:called |named |with the name |for )?["'\x60]?$/i.test(
        question.slice(kind.at + kind.said.length, name.at),
      )
    : /^["'\x60]? $/.test(question.slice(name.at + name.said.length, kind.at))

function textBetween(question: string, one: Span, other: Span): string {
  const [first, second] = one.at < other.at ? [one, other] : [other, one]
  const between = question.slice(first.at + first.said.length, second.at)
  // “Which subnet is search-1 in”: what joins them stands at the end.
  return `${between} ${question.slice(second.at + second.said.length)}`
}

const isNone = (text: string) =>
  /\bno (?:such )?$|\bnothing\b|\bnobody\b|\bno one\b|\bnone\b/i.test(text)

/** A second kind is what the first ones have to do with, where a word joins them and nothing lists them. */
function isLinked(question: string, main: Span, other: KindSaid): boolean {
  const [first, second] = main.at < other.at ? [main, other] : [other, main]
  const between = question.slice(first.at + first.said.length, second.at)
  if (
    /\b(?:and|or|their|its|each|per|than|by (?!an?\b|any\b|no\b|some\b|the\b))\b|[,;?]/i.test(
      between,
    )
  )
    return false
  const isFirst = main.at < other.at
  // “A certificate that no load balancer uses”, “load balancers whose certificate …”.
  const after = question.slice(second.at + second.said.length)
  // “Which subnets is the load balancer in”: what joins them stands at the end.
  const isTurned =
    /^ (?:is|are|was|were|does|do|did|has|have|can)\b/i.test(between) && isAsked(question, main)
  return isFirst
    ? links(between) || ((other.denied || isTurned) && links(after))
    : (other.denied || isAsked(question, main)) && links(after)
}

const links = (text: string): boolean => linking.test(text)

const linking =
  /\b(?:us(?:e|es|ed|ing)|ha(?:ve|s|d)|attach\w*|mount\w*|hang\w*|hung|behind|in(?:side|to)?|within|on|of|for|from|to|by|with|without|through|under|via|read\w*|writ\w*|send\w*|sent|receiv\w*|consum\w*|process\w*|subscrib\w*|publish\w*|point\w*|belong\w*|assum\w*|watch\w*|monitor\w*|alert\w*|notif\w*|trigger\w*|invok\w*|call\w*|talk\w*|refer\w*|hold\w*|held|contain\w*|includ\w*|depend\w*|sits?|sitting|connect\w*|associat\w*|regist\w*|serv(?:e|es|ing)|runs?|running|liv(?:e|es|ing)|protect\w*|guard\w*|link\w*|tied|bound|feeds?|fed|fill\w*|drain\w*|rout\w*|forward\w*|resolv\w*|leads?|go(?:es)?|grant\w*|given|member\w*|part|join\w*|assign\w*|carr\w*|cover\w*|reach\w*|back\w*|target\w*|need\w*)\b/i

/** Words that only say how two things are connected. */
const howSaid = ({ words, question }: Plan, { means }: Kind): Word[] =>
  words.filter(
    ({ word, at }) =>
      linking.test(word) &&
      word.length > 1 &&
      means?.[word] === undefined &&
      // “The running ones” are in a state; “running on”, “running in” say how.
      (word !== 'running' ||
        /^ (?:on|in|inside|within|under|behind|by|at|from)\b/i.test(
          question.slice(at + word.length),
        )),
  )

/** Plain words right before or after a kind: `the storefront load balancer`, `VPC prod`. */
function besideWords({ question, words }: Plan, { at, said }: KindSaid): Word[] {
  const before = words.filter((word) =>
    /^[ -]$/.test(question.slice(word.at + word.word.length, at)),
  )
  const after = words.filter((word) =>
    /^ (?:called |named |for )?$/.test(question.slice(at + said.length, word.at)),
  )
  // “Unhealthy targets” are called so, and say how they are.
  const within = words.filter((word) => word.at === at && word.word.length < said.length)
  const chain = [...before, ...within, ...after]
  const [first] = before
  if (first !== undefined)
    chain.unshift(
      ...words.filter((word) =>
        /^[ -]$/.test(question.slice(word.at + word.word.length, first.at)),
      ),
    )
  return chain.filter(
    (one) =>
      !linking.test(one.word) ||
      // “With running instances”: how they are, where nothing runs on them.
      (one.word === 'running' && before.includes(one)),
  )
}
