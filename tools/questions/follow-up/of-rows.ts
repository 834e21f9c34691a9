import { pluralOf } from '../say.ts'
import type { Kind } from '../things/kind.ts'
import { kindsSaid } from '../things/kind-said.ts'
import { strictly } from './meant.ts'
import type { Resolved, Row } from './shown.ts'

/**
 * `which machines use them?`, `their access keys`: what is asked of another kind of thing is of the rows
 * that were shown, by their names; of too many it is said, as all there are of that kind are no answer.
 */
export function ofRows(
  text: string,
  { rows, kind }: { rows: readonly Row[]; kind: Kind | undefined },
): Resolved | undefined {
  const isTheirs = theirs.test(text)
  if (!isTheirs && !whoseParts.test(text)) return undefined
  const meant = ofKind(rows, kind)
  const names = [...new Set(meant.map((row) => strictly(plainName(row, kind))))]
  if (names.length === 0) return { question: text }
  if (names.length > mostNamed)
    return {
      question: text,
      said: `“${(isTheirs ? theirs : whoseParts).exec(text)?.[0].trim()}” would be the ${names.length} ${kind === undefined ? 'things' : pluralOf(kind)} that were shown, and ${mostNamed} at most are looked at together. Narrow them first, or name the ones that are meant.`,
    }
  // With what they are, as a name alone may be that of anything.
  const own = new Set(meant.map(({ noun }) => kindsSaid(noun)[0]?.kind))
  const [only] = own
  const noun =
    only === undefined || own.size > 1 ? '' : names.length > 1 ? pluralOf(only) : only.noun
  const all = `${noun} ${names.join(', ')}`.trim()
  const question = isTheirs
    ? text.replace(theirs, (said) => `${/^(?:for|of) /i.exec(said)?.[0] ?? ''}${all}`)
    : text.replace(whoseParts, `the $1 of ${all}`)
  return { question }
}

/** Where an answer told of several kinds, those that it was asked for. */
function ofKind(rows: readonly Row[], kind: Kind | undefined): readonly Row[] {
  const own = kind === undefined ? [] : rows.filter((row) => isOf(row, kind))
  return own.length > 0 ? own : rows
}

/** `security group web (sg-…)` by its id. */
function plainName({ name, id: own }: Row, kind: Kind | undefined): string {
  if (own !== undefined) return own
  const id = /\(([a-z]+-[\da-f]{8,17})\)$/.exec(name)?.[1]
  const noun = kind === undefined ? '' : `${kind.noun} `
  return id ?? (noun !== '' && name.startsWith(noun) ? name.slice(noun.length) : name)
}

const isOf = ({ noun, name, members = {} }: Row, kind: Kind) =>
  [noun, members.Kind ?? '', / /.test(name) ? name : ''].some(
    (said) => kindsSaid(said)[0]?.kind.list === kind.list,
  )

const mostNamed = 12

const theirs =
  /\b(?:for |of )?(?:any of |all of |each of |either of |one of )?(?:them|those|these|they)\b(?! \w+s\b)/i

const whoseParts = /\btheir (\w[\w -]*?)(?= cost|[?.!,]|$)/i

/** `which availability zones?`, `in which VPC are they?`: what each of the rows says of itself. */
export function kindOfEach(text: string, rows: readonly Row[]): string | undefined {
  const [, said = ''] = bare.exec(text) ?? []
  const word = said.replace(/ies$/, 'y').replace(/(?<=[a-z]{2})s$/i, '')
  const pattern = new RegExp(`^${word.replace(/\s+/g, '')}(?:s|ids?|names?|arns?)?$`, 'i')
  const has = rows.some(({ members = {} }) =>
    Object.keys(members).some((member) => pattern.test(member.replace(/[\s_-]/g, ''))),
  )
  return said !== '' && has ? `show their ${word}` : undefined
}

const bare =
  /^(?:and |so |but )*(?:in |on )?(?:which|what) ((?:[a-z]+ )?[a-z]+?)(?: (?:are|is|do|does) (?:they|those|these|each|it)(?: all)?(?: (?:in|on|use|have|run|running|belong to))?)?\s*[?.!]*$/i
