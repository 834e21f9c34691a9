import { pluralOf } from '../say.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { called } from './meant.ts'
import type { Resolved, Row, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'
import { subjectOf } from './subject.ts'

/**
 * What is asked in a few words that have a meaning of their own for the kind of thing that was spoken of, of
 * queues how often something is tried, of a target group what its health check says: as a whole question.
 */
export function ofItsKind(text: string, shown: Shown, now: Date): Resolved | undefined {
  const ofImage = mendedIn(text, shown) ?? otherVersion(text, shown)
  if (ofImage !== undefined) return ofImage
  const subject = subjectOf(shown, now)
  const ofSubject = subject === undefined ? undefined : questionOf(text, subject)
  if (ofSubject !== undefined) return { question: ofSubject }
  const held = theirsWithin(text, shown)
  if (held !== undefined) return { question: held }
  const spoken = onesSpokenOf(text, shown, subject)
  if (spoken !== undefined) return { question: spoken }
  // `why has it not been renewed?` after which load balancer a certificate is on.
  const own = deeds.find(({ says }) => says.test(text))
  if (own === undefined || subject === undefined || own.of.test(subject.noun)) return undefined
  for (let one = shown.before; one !== undefined; one = one.before) {
    const earlier = subjectOf(one, now)
    if (earlier !== undefined && own.of.test(earlier.noun)) {
      const question = text.replace(pronoun, called(earlier))
      return question === text ? undefined : { question }
    }
  }
  return undefined
}

/** `is there a fixed version for it?`, of what a scan found: which of it names one. */
function mendedIn(text: string, { call, rows, question }: Shown): Resolved | undefined {
  const [image, ...others] = rows.filter(({ members = {} }) => members.Findings !== undefined)
  if (call?.operation !== 'recipe:image_findings' || image === undefined || others.length > 0)
    return undefined
  if (!asksFix.test(text)) return undefined
  const all = (image.members?.Findings ?? '').split('; ')
  const worst = /\b(critical|high|medium|low)\b/i.exec(question)?.[1]?.toUpperCase()
  const meant = all.filter((one) => worst === undefined || one.includes(`(${worst}`))
  const isFixed = (one: string) => /, fixed in /.test(one)
  const [fixed, open] = [all.filter(isFixed), all.filter((one) => !isFixed(one))]
  const yes =
    meant.length > 0 && meant.every(isFixed)
      ? 'Yes: '
      : meant.some(isFixed)
        ? 'Not for all: '
        : 'No: '
  const told = [
    open.length === 0 ? '' : `no fixed version is named for ${open.join(', ')}.`,
    fixed.length === 0
      ? ''
      : `${open.length === 0 ? 'one' : 'One'} is named for ${fixed.join(', ')}.`,
  ]
  return { question: text, said: `${yes}${told.filter(Boolean).join(' ')}`, isTold: true }
}

const asksFix =
  /^(?!.*\b(?:deploy|pipeline|roll)\w*\b).*\b(?:fix(?:e[sd])?|patch(?:e[sd])?|mended|updates?|remed\w+)\b.*\b(?:for|it|them|that|those|available|out|version|exist\w*)\b/i

/** `did 4.11.3 have it too?`: what was asked of one version, of another. */
function otherVersion(text: string, shown: Shown): Resolved | undefined {
  const [, version = ''] = onlyVersion.exec(text) ?? []
  if (version === '') return undefined
  for (let one: Shown | undefined = shown; one !== undefined; one = one.before) {
    const [base = ''] = stepsOf(one.question)
    const before = anyVersion.exec(base)?.[0]
    if (before !== undefined && one.call?.operation === 'recipe:image_findings')
      return { question: base.replace(before, version) }
  }
  return undefined
}

const anyVersion = /(?<![\w.-])v?\d+(?:\.\d+)+(?:-[\w.]*\w)?(?![\w-])/
const onlyVersion =
  /^\W*(?:(?:and|but|so|ok(?:ay)?|what about|how about|did|does|do|has|had|is|was|for|in|the|also|version|release|image|tag|one|before)\b,? *)+(v?\d+(?:\.\d+)+(?:-[\w.]*\w)?)(?: (?:have|has|had|show|contain|affected|hit|vulnerable|it|that|this|them|those|the|same|one|ones|problem|issue|finding|findings|vulnerabilit(?:y|ies)|cves?|too|also|as well|already|by))*\W*$/i

const pronoun = /\b(?:it|that one|this one|that|this)\b/i

/** What is done to things of some kinds alone. */
const deeds: readonly { says: RegExp; of: RegExp }[] = [
  { says: /\b(?:renew|expir|validat|issu)\w*\b/i, of: /^(?:certificate|domain)$/ },
  { says: /\brotat\w*\b/i, of: /^(?:KMS key|secret|access key)$/ },
]

const lead = '^\\W*(?:(?:and|but|so|ok(?:ay)?|then|now|also|well)\\b,? *)*'

const asks: readonly { of: RegExp; says: RegExp; question: (thing: string) => string }[] = [
  {
    of: /^queue$/,
    says: new RegExp(
      `${lead}(?:after|by|at|on|upon) (?:how many|what number of|which number of) (?:failed |failing |unsuccessful |delivery )?(?:tries|attempts|retries|receives|failures|deliveries|times|fails|redeliveries)(?: (?:is|are|does|do|will|until|before|then)\\b.*)?\\W*$|${lead}how (?:many times|often) (?:is|are|does|do|will) (?:it|a message|messages|each|each message|every message|they)(?: (?:be|get))? (?:tr(?:y|ied)|retried|attempted|delivered|redelivered|received|handed out)(?: .*)?\\W*$`,
      'i',
    ),
    question: (thing) => `what is the redrive policy of ${thing}?`,
  },
  {
    of: /^target group$/,
    says: new RegExp(
      `${lead}(?:what|which) (?:reasons?|codes?|errors?|answers?|status(?: codes?)?)(?: (?:does|do|did|is|are|was|were))? (?:the |its |their )?(?:health ?checks?|load balancer|targets?|check|probes?)(?: .*)?\\W*$|${lead}(?:what(?:'s| is| does)|why) (?:the |its |do |does )?(?:the |its |their )?(?:health ?checks?|probes?|targets?) (?:say|report|return|get|answer|give|fail|complain)\\w*(?: .*)?\\W*$`,
      'i',
    ),
    question: (thing) => `why is ${thing} failing?`,
  },
  {
    of: /^KMS key$/,
    says: new RegExp(
      `${lead}(?:when|how soon|on (?:which|what) day|by when) (?:will|is|does|would) (?:it|that|that one|this one|this|(?:the|that|this) key)(?: (?:be|going to be|get|finally))* (?:gone|deleted|removed|destroyed|dead|over|away)(?: .*)?\\W*$`,
      'i',
    ),
    question: (thing) => `when will ${thing} be deleted?`,
  },
]

const questionOf = (text: string, { noun, name }: Row): string | undefined =>
  asks.find(({ of, says }) => of.test(noun) && says.test(text))?.question(called({ noun, name }))

/** `are all their targets healthy?` of several target groups: what is within things is asked of those by name. */
function theirsWithin(text: string, { rows }: Shown): string | undefined {
  const [, said = ''] = theirs.exec(text) ?? []
  const [inner] = kindsSaid(said).filter(({ at }) => at === 0)
  const [outer] = kindsSaid(rows[0]?.noun ?? '')
  const names = [...new Set(rows.map(({ name }) => name))]
  if (inner === undefined || outer === undefined || names.length > mostNamed) return undefined
  if (rows.some(({ noun }) => noun !== rows[0]?.noun)) return undefined
  if (inner.kind.within?.list !== outer.kind.list) return undefined
  const noun = names.length === 1 ? outer.kind.noun : pluralOf(outer.kind)
  return text.replace(
    new RegExp(`\\btheir ${RegExp.escape(inner.said)}`, 'i'),
    `the ${inner.said} of ${noun} ${names.map((name) => `"${name}"`).join(', ')}`,
  )
}

const theirs = /\btheir ([a-z]+(?: [a-z]+)?)\b/i
const mostNamed = 8

/** `how many healthy ones are in it?` after which target groups have unhealthy targets: such targets of that one. */
function onesSpokenOf(text: string, { question }: Shown, subject: Row | undefined) {
  const found = onesIn.exec(text)
  if (found === null || subject === undefined) return undefined
  const [base = ''] = stepsOf(question)
  const [own] = kindsSaid(subject.noun)
  const other = kindsSaid(base).find(
    ({ kind, said }) => kind.list !== own?.kind.list && /s$/.test(said),
  )
  const [whole, how = ''] = found
  return other === undefined
    ? undefined
    : text
        .replace(whole, `${how} ${pluralOf(other.kind)}`)
        .replace(
          /\b(in|of|on|behind|for) (?:it|that one|this one|there)\b/i,
          `$1 ${called(subject)}`,
        )
        .replace(/\b(are|is) left\b/i, '$1')
}

const onesIn =
  /\b((?:un)?[a-z]+) ones\b(?=.*\b(?:in|of|on|behind|for) (?:it|that one|this one|there)\b)/i
