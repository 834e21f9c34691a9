import { type Claim, claimOf } from './claims.ts'
import type { Statement } from './statements.ts'
import type { Surroundings } from './surroundings.ts'

/** `In eu-west-1 there is a, with b`, `the only one in eu-west-1 is a`: names of things that are elsewhere. */
export function* namedElsewhere(
  statements: readonly Statement[],
  { index, whose, facts }: Surroundings,
): Generator<Claim> {
  for (const statement of statements) {
    const { text, cells, isCommand } = statement
    if (cells !== undefined || isCommand) continue
    for (const { 0: lead, 1: of = '', 2: only = '', index: at } of text.matchAll(leads)) {
      const region = of === '' ? only : of
      const from = at + lead.length
      const clause = /^(?:[^;:.]|\.(?=\w)|:(?=\S))*/.exec(text.slice(from))?.[0] ?? ''
      const until = from + (other.exec(clause)?.index ?? clause.length)
      for (const { text: name, index: begin } of whose.namedOf(statement)) {
        if (begin < from || begin >= until) continue
        const rows = facts.thing(name)
        if (rows === undefined) continue
        const regions = new Set([...rows].flatMap((row) => [...index.regionsOf(row)]))
        if (regions.size > 0 && !regions.has(region)) yield claimOf(statement, name, begin)
      }
    }
  }
}

const region = '[a-z]{2}-(?:[a-z]+-){1,2}\\d'
const leads = new RegExp(
  `(?:^|[;.] |, (?:and|but|while) )(?:and |while )?in (${region})(?! and\\b| or\\b|,? (?:but|unlike|as)\\b),? |\\b(?:only|single|sole) [a-z]+ (?:left )?in (${region}) (?:is|are|was|were) `,
  'gi',
)
/** Where something else begins that is told of. */
const other = new RegExp(
  `${region}|\\b(?:than|unlike|like|from|of|to|by|both|not|no|nothing|none|replica|copy|copied|as|while|whereas|but)\\b`,
  'i',
)
