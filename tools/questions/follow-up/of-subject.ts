import { kindsSaid } from '../things/kind-said.ts'
import { hourMs, minuteOf } from '../time/period.ts'
import { called } from './meant.ts'
import { troubleOf } from './of-trouble.ts'
import { sentencesSaid } from './sentences-said.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'
import { subjectOf } from './subject.ts'
import { troubleSince } from './trouble-since.ts'

/**
 * What people ask next of a thing that an answer was about, in words that name nothing: what changed before
 * it, who did it, whether it goes on, who is told, its errors. Asked again with its name.
 */
export function ofSubject(text: string, shown: Shown, now: Date): Resolved | undefined {
  const subject = subjectOf(shown, now)
  if (isOfOther(text, subject)) return undefined
  const about: About = { text, shown, now, subject }
  // When it was stands beside who did it.
  const asked = text.replace(
    /(?<=^\W*(?:\w+\W+)?who\b.{3,60}?)[,;]?(?: and)? when(?: (?:was|did) (?:that|it|this)(?: happen)?)?(?=\W*$)/i,
    '',
  )
  for (const { says, resolve } of asks) {
    const resolved = says.test(asked) ? resolve(about) : undefined
    if (resolved !== undefined) return resolved
  }
  return undefined
}

/** `is the database ok?` after a service is of another thing. */
function isOfOther(text: string, subject: Row | undefined): boolean {
  const [, said = ''] = /\b(?:the|that|this|our) ([a-z]+(?: balancer| group)?)\b/i.exec(text) ?? []
  const [kind] = kindsSaid(said).filter(({ at }) => at === 0)
  return (
    kind !== undefined &&
    kind.kind.noun !== subject?.noun &&
    !/^(?:alarm|log group|log event)$/.test(kind.kind.noun)
  )
}

interface About {
  text: string
  shown: Shown
  now: Date
  subject: Row | undefined
}

interface Ask {
  says: RegExp
  resolve: (about: About) => Resolved | undefined
}

const lead =
  '^\\W*(?:(?:and|but|so|ok(?:ay)?|then|now|hm+|thanks|thank you|thx|right|well|great|good|alright|also|wait|yeah|yes|no)\\b[,.!: ]*)*'
const it =
  '(?:it|that|this|them|those|these|(?:that|this) one|(?:the|that|this) (?:thing|issue|problem|incident|outage|failure|alarm|alert|error|service|queue|function|lambda|database|db|instance|box|server|pipeline|stack|job|bucket|cluster|load balancer))'
const end = '(?: (?:then|now|please|exactly|actually|anyway|though|by the way|btw))*\\W*$'
const whole = (body: string) => new RegExp(`${lead}(?:${body})${end}`, 'i')

const begun =
  '(?:first |initially )?(?:start(?:ed)?|begin|began|begun|seen?|see it|appear(?:ed)?|happen(?:ed|ing)?|occur(?:red|ring)?|noticed|logged|reported|show(?:ed)? up|go(?:ing)? on|like (?:that|this)|so|the case|broken|failing|firing|down)'

const asks: readonly Ask[] = [
  {
    says: whole(
      `(?:since when|from when|how long(?: ago)?|for how long|when|since what time|at what time|(?:the )?(?:exact|precise) time|what time)(?: (?:exactly|already))?(?: (?:was|were|did|has|have|is|are|does|do)(?: (?:${it}|they|the (?:first|earliest|oldest)(?: (?:one|error|failure|occurrence|message|line))?|errors|the errors|the trouble))?(?: (?:been|already|now|all))*(?: ${begun})?(?: first)?)?|(?:first|earliest) (?:seen|occurrence|error|one)(?: when)?|when first`,
    ),
    resolve: sinceWhen,
  },
  {
    says: whole(
      `(?:what|which things?|anything|did anything|was anything|what else|who) (?:has |have |had |was |were |got |is )?(?:been )?(?:changed?|deployed|modified|happened|different|happening|done)(?: (?:right|just|shortly|immediately|directly))?(?: (?:there|in there|(?:in|on|to|with|about|around|of) ${it}))?(?: (?:right |just |shortly |immediately )?(?:before|around|just prior to|prior to|leading up to|at)(?: ${it}| then| the (?:time|moment|start|beginning))?(?: (?:it|this|that|they|time|moment|started|began|happened|broke|start|begin))*| beforehand| at that time| back then| around then| (?:recently|lately|there recently|there lately))`,
    ),
    resolve: changedBefore,
  },
  {
    says: whole(
      `(?:did|has|was) (?:some|any)(?:body|one|thing) (?:change|changed|deploy|deployed|touch|touched|modify|modified|update|updated|been changed)(?: (?:anything|something))?(?: (?:in|on|about|to))?(?: ${it})?(?: (?:recently|lately|before|today|this week))*`,
    ),
    resolve: ({ subject }) =>
      subject === undefined
        ? undefined
        : { question: `what changed about ${called(subject)} in the last 7 days?` },
  },
  {
    says: whole(
      `when (?:was|were|did|has|have) ${it} (?:been )?(?:last |most recently )?(?:deploy|deployed|released?|chang(?:ed?)|modif(?:y|ied)|updated?|shipped|rolled out)(?: last)?`,
    ),
    resolve: ({ subject }) =>
      subject === undefined || !/^(?:service|function)$/.test(subject.noun)
        ? undefined
        : subject.noun === 'service'
          ? { question: `who deployed ${called(subject)} last?` }
          : { question: `when was ${called(subject)} last modified?` },
  },
  {
    says: whole(
      `(?:and )?(?:when|how soon|until when|by when|what day|on which day)(?: exactly)? (?:will|does|is|would) ${it}(?: (?:happen|be|going to happen|take place|due|be done|be so|occur|expected))*`,
    ),
    resolve: dueWhen,
  },
  {
    says: whole(
      `by whom|by who|(?:who(?:'s| is| was| has| did| else)?|which (?:person|user|human)|by whom)(?: (?:the )?(?:person|one|culprit|guy|user|human|colleague))?(?: (?:did|was|caused|made|broke|triggered|changed|opened|added|started|launched|created|deployed|put|released|shipped|rolled out|is|responsible|to blame|behind|done|started|the one|for|who)){0,3} (?:${it}|it was|that change|that deploy(?:ment)?|the change|the deploy(?:ment)?)(?: (?:there|live|out|in|up|into prod(?:uction)?|to prod(?:uction)?))*`,
    ),
    resolve: didThat,
  },
  {
    says: whole(
      `(?:(?:is|are|was|were|has|have|does|do|did|isn't|hasn't|how is|still) (?:${it}|they|things?|everything)?(?: (?:been|still|all|already|currently|by now|get|got|gotten|look|looking))*(?: (?:going on|happening|ongoing|broken|failing|firing|down|over|fixed|resolved|back(?: up| to normal)?|recover(?:ed|ing)?|solved|ok(?:ay)?|healthy|fine|persist(?:s|ing)?|continu(?:e|es|ing)|last(?:s|ing)?|stop(?:ped)?|active|open|better|worse|improving|the case|a problem|bad|normal again|filling up|growing|present|sorted|cleared|gone|happen|occurring|occur))+(?: (?:again|now|yet|by now|at the moment|right now|today|already|currently|still))*|still(?: (?:going on|ongoing|so|the case|broken|failing))?)`,
    ),
    resolve: stillSo,
  },
  {
    says: whole(
      `(?:who(?:m)?|does (?:anyone|anybody|somebody|someone)|do we|is (?:anyone|anybody|somebody|someone)|will (?:anyone|anybody|somebody|someone))(?: (?:is|are|gets?|was|were|will|would|has|have|been|be|else|being|already))* (?:told|notif(?:y|ied)|paged?|alert(?:ed)?|informed?|pinged?|woken(?: up)?|called|e-?mailed|(?:the |an? )(?:alerts?|notifications?|alarms?|pages?|e-?mails?))(?:,? (?:about|of|for|by|when|if|in case|once|on|because|whenever) .{1,40})?`,
    ),
    resolve: ({ text, subject, shown }) =>
      speaksOfOther(text)
        ? undefined
        : subject === undefined
          ? notOne(text, shown)
          : { question: `who is notified by the alarms on ${called(subject)}?` },
  },
  {
    says: whole(
      `(?:how long|since when|for how long)(?: (?:have|are|has|were|do|did))? (?:they|those|these|the messages|it|messages)(?: (?:been|already|all|now))*(?: (?:there|in there|in it|waiting|sitting|stuck|queued|wait|sit|lie|lying))+|how old (?:are|is) (?:they|those|these|it|the messages|the oldest(?: (?:one|message|msg))?)(?: in (?:it|there))?`,
    ),
    resolve: ({ subject }) =>
      subject?.noun === 'queue'
        ? { question: `how old is the oldest message in ${called(subject)}?` }
        : undefined,
  },
  {
    says: whole(
      `(?:what|who|which \\w+) (?:puts|put|sends|send|sent|drops|writes|moves|fills|filled|is putting|is sending|is filling)(?: (?:them|those|these|messages|it))?(?: (?:there|in there|in it|into it|to it|up|in))*|(?:where|what) (?:do|does|did|are) (?:they|those|these|(?:the|its|their|these|those) messages|it)(?: (?:come|coming|came))? (?:from|there for)|(?:why|how come) (?:are|do|did) (?:they|those|these|(?:the|its|these|those) messages)(?: (?:there|in there|in it|stuck|stay|pile up|end up|land|get)(?: (?:there|here|in there|in it|stuck))?)+`,
    ),
    resolve: ({ subject }) =>
      subject?.noun === 'queue' ? { question: `why is ${called(subject)} filling?` } : undefined,
  },
  {
    says: whole(
      `(?:what(?:'s| is|s)?|which(?: one)?(?: is)?)? ?(?:the )?(?:most (?:common|frequent)|top|main)(?: one| error| message| exception)?|(?:what(?:'s|s)?|and what)(?: (?:does|do|did|is|are|was))? (?:the |its |this |that |their )?(?:error|errors|(?:error )?message|exception|it|they|log|logs)(?: message)?(?: (?:say|says|said|about|exactly))*`,
    ),
    resolve: ({ text, shown }) => {
      if (shown.call?.operation !== 'recipe:log_errors') return undefined
      const [told] = sentencesSaid(shown.said ?? '', /^Most frequent\b/)
      return told === undefined ? undefined : { question: text, said: told }
    },
  },
  {
    says: whole(
      `(?:(?:is|are) there|do we have|does|do|is|are|has|have|would|will|did)(?: ${it})?(?: got)? (?:anything|something|any (?:\\w+ )?(?:alarms?|alerts?)|an? (?:\\w+ )?(?:alarm|alert)|alarms?|alerts?|monitored|watched|alarmed|covered by (?:an? |any )?alarms?)(?: (?:that|which|we have|there|set|set up|configured|defined|alert|alarm|watch|monitor|page|fire|go off|cover|alerting|alarming|watching|monitoring|covering|on|for|about|of|to))*(?: ${it})?`,
    ),
    resolve: ({ text, subject }) =>
      subject === undefined ||
      subject.noun === 'alarm' ||
      !/alarm|alert|watch|monitor|page|cover/i.test(text)
        ? undefined
        : { question: `does anything alert on ${called(subject)}?` },
  },
  {
    says: whole(
      `(?:(?:can|could) (?:i|you|we) |let me |please )*(?:(?:show|give|list|see|get|print|paste|what are|what is|what's|what do|which are|where are|what's in|what is in|open|tail|check|look at|find)(?: me| us)?)?(?: (?:the|its|those|these|their|actual|last|latest|recent|raw|some|full))* ?(?:errors?|logs?|error (?:messages?|logs?|lines?)|log (?:lines?|messages?|entries)|exceptions?|stack ?traces?|messages)(?: (?:say|of ${it}|for ${it}|from ${it}|in the logs?|themselves))?`,
    ),
    resolve: errorsOf,
  },
  {
    says: whole(
      `(?:did|has|is|was) (?:anything|something) (?:else )?(?:break|broken|broke|fail(?:ed|ing)?|gone wrong|go wrong|wrong|down|suffer(?:ed)?)(?: (?:after|since|because of|by|from|due to) ${it})?`,
    ),
    resolve: ({ shown }) =>
      shown.call?.operation === 'recipe:recent_changes'
        ? { question: 'what is wrong right now?' }
        : undefined,
  },
  {
    says: whole(
      `(?:(?:are there |were there |is there |was there |show(?: me)? |see )?(?:any |some |the )?(?:earlier|older|previous|more|further)(?: ones?| errors?| lines?| entries| logs?| events?| messages?)?(?: (?:than|before) (?:${it}|those|then))?|(?:and )?before (?:that|then|it)|how (?:often|frequent(?:ly)?|many times)(?: (?:is|are|was|were|does|do|did|has|have))?(?: (?:${it}|they|the errors?))?(?: (?:been|be|happen(?:ed|ing|s)?|occur(?:red|ring|s)?|come|show up|going on|fail(?:ed|ing|s)?))*(?: (?:per|a|an|each|every|in the last|over the last) .{2,20})?)`,
    ),
    resolve: furtherErrors,
  },
  {
    says: whole(
      `(?:(?:and )?(?:which|what)(?: one| of them| of (?:these|those))?(?:'s| is| was| are| should| do| would| needs)?(?: (?:the|i|we|you|be|look|handle|tackle|attention|fix|take care of|at|of|them|these|those))* (?:worst|most (?:urgent|important|severe|critical|serious|pressing|worrying)|top priority|first|priority)(?: (?:one|of (?:them|these|those)))?|(?:the )?worst(?: one)?)`,
    ),
    resolve: worstOf,
  },
  {
    says: whole(
      `what(?:'s| is| sits| stands| hangs)(?: (?:sitting|standing|hanging|running))? (?:behind|attached to|connected (?:to|with)|on) (?:it|that|that one)`,
    ),
    resolve: ({ subject }) =>
      subject === undefined
        ? undefined
        : {
            question:
              subject.noun === 'load balancer'
                ? `which services are behind ${called(subject)}?`
                : `what does ${called(subject)} depend on?`,
          },
  },
  {
    says: whole(
      `(?:which|what)(?: one| of them)?(?: is|'s| are| comes?| goes| expires?| breaks?| ends?| runs out)(?: the| up| due)? (?:first|next|soonest|earliest|nearest|most urgent)(?: one)?`,
    ),
    resolve: firstOf,
  },
  {
    says: whole(
      `(?:what|which things?|who)(?: else)? (?:does|do|is|are|would be) (?:${it} )?(?:depend(?:s|ent|ing)? (?:up)?on|rely on|relies on|connected (?:to|with)|linked to|talk to|affected|impacted|use|need|call)(?: (?:${it}|by ${it}))?|(?:what|which) (?:depends|relies) on ${it}|(?:its|the) (?:dependencies|blast radius)`,
    ),
    resolve: ({ subject }) =>
      subject === undefined ? undefined : { question: `what does ${called(subject)} depend on?` },
  },
  {
    says: whole(
      `(?:is|was|isn't|but is) (?:${it}|that version|the same version|this version)(?: version| release| build| revision)?(?: (?:already|now|currently|also|even|really|still))* (?:live|running|deployed|out|in use|active|rolled out|in prod(?:uction)?)(?: (?:in|on|to) (?:the )?\\w+)?(?:,? (?:anyway|already|now|though|no|right|or not|isn't it))*|(?:that|this|the same|the new|the failed) (?:version|release|build|revision|one) (?:is|was|got)(?: (?:already|now|currently|also|even|really|still))* (?:live|running|deployed|out|in use|active|rolled out|in prod(?:uction)?)(?: (?:in|on|to) (?:the )?\\w+)?(?:,? (?:anyway|already|now|though|no|right|or not|isn't it))*`,
    ),
    resolve: versionLive,
  },
]

/** What logs say of the last minutes began before them, as a longer look tells. */
function sinceWhen({ text, shown, subject, now }: About): Resolved | undefined {
  const operation = shown.call?.operation ?? ''
  // Figures do not say since when they are so.
  if (
    /^recipe:(?:metrics|database_load)$/.test(operation) &&
    shown.call?.parameters?.metric !== 'errors'
  )
    return {
      question: text,
      said: 'Since when these figures are so is not told: ask for a longer time (“over the last 7 days”), or compare them (“compared to yesterday”).',
    }
  const isOfErrors =
    operation === 'recipe:log_errors' ||
    (operation === 'recipe:metrics' && shown.call?.parameters?.metric === 'errors')
  if (isOfErrors && subject !== undefined && isShort(shown, now))
    return { question: `since when are there errors in the logs of ${called(subject)}?` }
  const isOfList = !operation.startsWith('recipe:')
  // Where the answer went on to the logs, they say since when.
  const [logged] = isOfList
    ? sentencesSaid(shown.said ?? '', /`, first (?:\d{4}-\d\d-\d\d )?\d\d:\d\d UTC/)
    : []
  if (logged !== undefined) return { question: text, said: logged }
  // Who did it was told with when it was.
  const [deed] = isOfList ? sentencesSaid(shown.said ?? '', /\(\w+, \d{4}-\d\d-\d\d/) : []
  if (deed !== undefined && /\btime\b|\bwhen\b/i.test(text)) return { question: text, said: deed }
  // Messages wait as long as the oldest of them.
  if (subject?.noun === 'queue' && isOfList)
    return { question: `how old is the oldest message in ${called(subject)}?` }
  if (subject !== undefined && isOfList && asksState.test(shown.question))
    return {
      question: `when was ${called(subject)} created?`,
      note: 'Since when it is as was told is not known by its list: what follows is since when it exists.',
    }
  if (!operation.startsWith('recipe:') || manyTimes.test(operation)) return undefined
  const told = sentencesSaid(shown.said ?? '', /\b(?:since|first|began|at|on) (?:\d{4}-|\d\d:)/i)
  const [one, ...others] = told
  const isKnown = /^recipe:(?:service_errors|bill_increase|failed_runs|log_errors)$/.test(operation)
  return one === undefined || (others.length > 0 && !isKnown)
    ? undefined
    : { question: text, said: one }
}

/** `is orders-db encrypted?`: of a state, of which lists keep no time. */
const asksState = /^\W*(?:is|are|does|do|has|have)\b[^→]*$/i

/** What tells of many at once, each with its own time. */
const manyTimes =
  /^recipe:(?:recent_changes|overview|firing_alarms|cost|spend_by_service|metrics|database_load)$/

/** Whether what began before the time that was looked at is not seen in it. */
function isShort({ call }: Shown, now: Date): boolean {
  const { period } = call?.parameters ?? {}
  if (period === undefined) return true
  const { start } = Object(period) as { start?: unknown }
  return typeof start === 'string' && now.getTime() - Date.parse(start) < 24 * hourMs
}

/** In the hour before it began, and a little after: what is to blame may be noticed late. */
function changedBefore({ text, shown, now, subject }: About): Resolved | undefined {
  const isOfLogs = shown.call?.operation === 'recipe:log_errors' && isShort(shown, now)
  if (isOfLogs) return { question: 'what changed in the last 24 hours?' }
  const since = troubleSince(shown, now)
  const isOfIt = /\b(?:in|on|to|with|about) (?:it|that|this)\b/i.test(text) && subject !== undefined
  const of = isOfIt ? ` about ${called(subject)}` : ''
  if (since !== undefined) {
    const from = minuteOf(new Date(since.getTime() - hourMs))
    const to = minuteOf(new Date(Math.min(now.getTime(), since.getTime() + 5 * minuteMs)))
    return { question: `what changed${of} between ${from} and ${to} UTC?` }
  }
  return subject === undefined
    ? undefined
    : { question: `what changed about ${called(subject)} in the last 7 days?` }
}

const minuteMs = 60_000

/** Who is named as the one behind it, in what was said; else who changed the thing. */
function didThat({ shown, subject, text }: About): Resolved | undefined {
  const { call, said = '', rows } = shown
  if (call?.operation.startsWith('recipe:') !== true) {
    if (subject === undefined || rows.length > 2) return undefined
    const [deed] = sentencesSaid(said, deedSaid)
    if (deed !== undefined) return { question: 'who did that?', said: deed }
    if (subject.noun === 'service') return { question: `who deployed ${called(subject)} last?` }
    return thisDone.test(text) ? { question: `who changed ${called(subject)}?` } : undefined
  }
  if (call.operation === 'recipe:recent_changes') return doersIn(shown)
  if (/^recipe:(?:cost|spend_by_service)$/.test(call.operation)) return undefined
  if (subject?.noun === 'pipeline' && /\b(?:trigger|start|ran|run|kick)/i.test(text))
    return {
      question: text,
      said: `Who triggered a run of ${called(subject)} is not told by what is read of pipelines. “Who deployed service ${subject.name} last?” tells who brought a release.`,
    }
  const [told] = sentencesSaid(said, /\bby [a-z][\w-]+(?:\.[a-z][\w-]+|-[\w-]+)/)
  if (told !== undefined) return { question: 'who did that?', said: told }
  const own = subject ?? (rows.length === 1 ? rows[0] : undefined)
  return own === undefined
    ? undefined
    : { question: `who changed ${called(own)} in the last 7 days?` }
}

/** What is to come of a thing has the name that the question before gave it. */
function dueWhen({ shown, subject }: About): Resolved | undefined {
  if (subject === undefined) return undefined
  const [, due] = coming.find(([said]) => said.test(shown.question)) ?? []
  return due === undefined ? undefined : { question: `when ${due(called(subject))}?` }
}

const coming: readonly (readonly [RegExp, (thing: string) => string])[] = [
  [/\b(?:delet|remov)\w*/i, (thing) => `will ${thing} be deleted`],
  [/\b(?:expir|renew)\w*|\bruns? out\b/i, (thing) => `does ${thing} expire`],
  [/\brotat\w*/i, (thing) => `is the next rotation of ${thing}`],
]

/** Who did it, with what and when. */
const deedSaid = /\([A-Z]\w+, \d{4}-\d\d-\d\d/
const thisDone = /\bwho (?:did|was|has done) (?:it|that|this)\b/i

/** Whom the changes that were shown are by, each with what they did. */
function doersIn({ rows }: Shown): Resolved | undefined {
  const by = Map.groupBy(
    rows.filter(({ members = {} }) => members.Who !== undefined),
    ({ members = {} }) => members.Who ?? '',
  )
  if (by.size === 0 || by.size > mostDoers) return undefined
  const told = [...by].map(([who, own]) => {
    const deeds = own.map(({ members = {} }) =>
      `${members.Actions} on ${members.Resource}${members.First === undefined ? '' : `, ${members.First}`}`.trim(),
    )
    return `**${who}**: ${deeds.slice(0, mostDeeds).join('; ')}`
  })
  return {
    question: 'who did that?',
    said: told.length === 1 ? `${told[0]}.` : told.map((one) => `- ${one}`).join('\n'),
  }
}

const mostDoers = 6
const mostDeeds = 4

/** What the answer tells of now is looked at once more. */
function stillSo({ shown, subject }: About): Resolved | undefined {
  const operation = shown.call?.operation ?? ''
  if (!operation.startsWith('recipe:')) return undefined
  const ask = subject === undefined ? undefined : stateOf[subject.noun]
  if (subject !== undefined && ask !== undefined) return { question: ask(called(subject)) }
  // What was of a time that is over says nothing of now.
  if (shown.call?.parameters?.period !== undefined) return undefined
  const [base = ''] = stepsOf(shown.question)
  return base === '' ? undefined : { question: base }
}

const stateOf: Readonly<Record<string, (thing: string) => string>> = {
  service: (thing) => `is ${thing} healthy?`,
  'target group': (thing) => `which targets of ${thing} are unhealthy?`,
  alarm: (thing) => `which state is ${thing} in?`,
  queue: (thing) => `how many messages are in ${thing}?`,
  function: (thing) => `show errors in the logs of ${thing} in the last 15 minutes`,
  stack: (thing) => `which state is ${thing} in?`,
  pipeline: (thing) => `why did ${thing} fail?`,
}

function errorsOf({ shown, subject }: About): Resolved | undefined {
  const operation = shown.call?.operation ?? ''
  if (subject === undefined || operation === 'recipe:log_errors') return undefined
  if (subject.noun === 'queue' || subject.noun === 'alarm' || subject.noun === 'target group')
    return { question: `why is ${called(subject)} failing?` }
  return logged.test(subject.noun)
    ? { question: `show errors in the logs of ${called(subject)}` }
    : undefined
}

/** Errors from before those that were shown, and how many there are in a day: by a longer look at the same logs. */
function furtherErrors({ text, shown, subject }: About): Resolved | undefined {
  const { call, said = '' } = shown
  if (subject === undefined || !logged.test(subject.noun)) return undefined
  const isOfLogs = call?.operation === 'recipe:log_errors'
  const isOfErrors = isOfLogs || call?.parameters?.metric === 'errors'
  if (!isOfErrors) return undefined
  const isOften = /\bhow (?:often|frequent|many)/i.test(text)
  if (isOften && isOfLogs && !/\b(?:per|an?|each|every|last) \w+/i.test(text)) {
    const told = sentencesSaid(said, /\berror lines?\b|^Most frequent\b/)
    if (told.length > 0) return { question: text, said: told.join(' ') }
  }
  return { question: `show errors in the logs of ${called(subject)} in the last 24 hours` }
}

const logged = /^(?:service|function|log group|task|instance|database|pipeline|build project)$/

const asksAdvice = whole(
  `(?:how (?:do|can|could|should|would|to|might)(?: (?:i|we|you|one))? (?:to )?(?:fix|solve|resolve|repair|mend|remedy|mitigate|stop|prevent|avoid|address|clean|improve|get rid of|recover from|deal with|unblock)|what (?:should|can|could|must|would|do)(?: (?:i|we|you|one))? (?:do|try|recommend|suggest|advise)|what(?:'s| is| would be) the (?:fix|solution|remedy|best fix|quickest fix|next step|recommendation)|what now|(?:any )?(?:next steps|advice|recommendations?|suggestions?))(?: (?:about|for|with|to fix|to|against|next|first))*(?: ${it}|them)?`,
)

/** `how do I fix it?`: nothing is changed here, nor taught; what was found tells where to look. */
export function advice(text: string, shown: Shown): Resolved | undefined {
  if (!asksAdvice.test(text)) return undefined
  const told = toldOf(shown)
  if (told === undefined) {
    const trouble = troubleOf(shown)?.row
    return trouble === undefined
      ? undefined
      : {
          question: text,
          said: `This only reads: it changes nothing, and gives no instructions for it. What is behind it tells “why is ${called(trouble)} failing?”.`,
        }
  }
  const { said = '' } = told
  const causes = sentencesSaid(
    said,
    /\b(?:began|because|cause|reason|revision before|says? most|most often|most frequent|failed|behind it|worst|unhealthy|no longer|expires?|overdue|never|open to|without|error)\b/i,
  )
  const [first] = sentencesSaid(said, /./)
  const points = causes.length > 0 ? causes.slice(0, 3) : [first ?? '']
  return {
    question: text,
    said: `This only reads: it changes nothing, and gives no instructions for it. What ${told === shown ? 'the answer before' : 'was found before'} points to: ${points.join(' ')}`,
  }
}

/** The answer that told of what is wrong: whom it tells, and what it cost, say nothing of what to do. */
function toldOf(shown: Shown): Shown | undefined {
  const trouble = troubleOf(shown)?.told
  for (const one of [shown, trouble])
    if (one?.call?.operation.startsWith('recipe:') === true && (one.said ?? '') !== '') return one
  return undefined
}

/** Of what an answer put in order of time the first, with what it says of it. */
function firstOf({ text, shown }: About): Resolved | undefined {
  const { call, rows } = shown
  const [first] = rows
  if (call?.operation !== 'recipe:breaking_soon' || first === undefined) return undefined
  const { Kind: kind = '', Day: day = '', What: what = '' } = first.members ?? {}
  return { question: text, said: `**${first.name}** (${kind}): ${day}, ${what}.` }
}

/** Where an answer puts the worst first, or measures how bad each is. */
function worstOf({ text, shown }: About): Resolved | undefined {
  const { call, rows, said = '' } = shown
  if (call?.operation.startsWith('recipe:') !== true || rows.length < 2) return undefined
  if (call.operation === 'recipe:overview') {
    const [told] = sentencesSaid(said, /\bthe worst\b/i)
    return told === undefined ? undefined : { question: text, said: told }
  }
  const risky = rows.filter(({ members = {} }) => /^(?:high|critical)$/i.test(members.Risk ?? ''))
  if (risky.length > 0 && risky.length < rows.length) {
    const told = risky.map(
      ({ name, members = {} }) => `**${name}**: ${members.Open ?? members.Why ?? members.Risk}`,
    )
    return { question: text, said: `Of high risk: ${told.join('; ')}.` }
  }
  if (/\b(?:first|priority)\b/i.test(text) && !/worst|most/i.test(text)) return undefined
  return {
    question: text,
    said: `Which of the ${rows.length} is worst is not told by what was found: ask for one by its age, size, number or cost (“which is the oldest?”).`,
  }
}

/** The version of the service that a pipeline delivers, as it runs. */
function versionLive({ text, subject }: About): Resolved | undefined {
  if (subject === undefined) return undefined
  const [, place = ''] = /\b(?:in|on|to) (?:the )?(prod\w*|staging|dev\w*|test)\b/i.exec(text) ?? []
  return {
    question: `which version does service ${subject.name} run${place === '' ? '' : ` in ${place}`}?`,
  }
}

/** Of several of which none was chosen nothing of this can be asked. */
const notOne = (text: string, { rows, call }: Shown): Resolved | undefined =>
  call?.operation.startsWith('recipe:') === true && new Set(rows.map(({ noun }) => noun)).size > 1
    ? {
        question: text,
        said: `Of which of the ${rows.length} that were shown this is asked is not clear: name one.`,
      }
    : undefined

/** `who is told when the budget is exceeded?` names something itself. */
const speaksOfOther = (text: string) =>
  /\b(?:budget|cost|bill|spend\w*|anomal\w*|root|certificate|cert)\b/i.test(text)
