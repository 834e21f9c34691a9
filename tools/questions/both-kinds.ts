import type { ToolResult } from '../tool.ts'
import type { KindSaid, Plan } from './plan.ts'
import { kinds } from './things/kinds.ts'

/** “Instances and databases without an owner”: the kinds that are asked for alike, each with what is said of both. */
export function kindsAlike({ question, kinds, names, ids }: Plan): readonly KindSaid[] {
  const alike: KindSaid[] = []
  for (const said of kinds) {
    const last = alike.at(-1)
    const isNext =
      last === undefined ||
      /^(?:,| ?,? (?:and|or|as well as|plus|and also) )(?:all |the |any |our |my )*$/i.test(
        question.slice(last.at + last.said.length, said.at).replace(/^, $/, ','),
      )
    if (!isNext) break
    if (!alike.some(({ kind }) => kind.list === said.kind.list)) alike.push(said)
  }
  if (names.length + ids.length > 0) return []
  return alike.length > 1 ? alike : ofBothApis(alike)
}

/** API Gateway has two kinds of APIs, each with a list of its own. */
function ofBothApis([only]: readonly KindSaid[]): KindSaid[] {
  const other = kinds.find(({ noun }) => noun === 'HTTP API')
  return only !== undefined &&
    other !== undefined &&
    /^(?:aws )?api gateways?(?: apis?)?$/i.test(only.said)
    ? [only, { ...only, kind: other }]
    : []
}

/** The same asked of one of them alone. */
export const ofKind = (plan: Plan, one: KindSaid, alike: readonly KindSaid[]): Plan => ({
  ...plan,
  kinds: [one, ...plan.kinds.filter((said) => !alike.some((one) => one.kind === said.kind))],
})

/** Their answers as one: what is said of each, and the rows of all. */
export function together([first, ...others]: readonly ToolResult[]): ToolResult | undefined {
  if (first === undefined) return undefined
  const all = [first, ...others]
  const notice = [...new Set(all.map((one) => one.notice).filter(Boolean))].join(' ')
  return {
    ...first,
    status: all.every(({ status }) => status === 'ok') ? 'ok' : 'partial',
    summary: all
      .map((one) => one.summary)
      .filter(Boolean)
      .join('\n\n'),
    understood: all
      .map((one) => one.understood)
      .filter(Boolean)
      .join('; '),
    columns: [...new Set(all.flatMap((one) => one.columns ?? []))],
    regions: all.flatMap((one) =>
      one.regions.filter((region) => region.status !== 'ok' || region.items.length > 0),
    ),
    ...(notice === '' ? {} : { notice }),
  }
}
