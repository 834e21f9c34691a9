import { text } from '../../recipes/evidence/values.ts'
import { listed } from '../../recipes/evidence/wording.ts'
import type { ToolContext, ToolResult } from '../../tool.ts'
import { isObject } from '../lens/fields.ts'
import type { Plan } from '../plan.ts'
import { kindListedBy } from '../things/kind-listed.ts'
import { listThings } from '../things/list-things.ts'
import { Reader } from '../things/reader.ts'
import { told } from './told.ts'

const pointing =
  /\bwhere (?:does|do|is|are|will|would|did)\b.*\b(?:point(?:s|ing|ed)?|go(?:es|ing)?|leads?|resolves?|routed?|sent|directed)\b|\bwhat (?:does|do) .* (?:point|resolve|lead|go) to\b/i

const operation = 'route53:ListResourceRecordSets'

/**
 * Where a DNS name leads: of the records that are called so those that answer for the name, where its
 * mail, its name servers and a zone of that name are called so as well.
 */
export async function dnsTarget(
  { question, names }: Plan,
  context: ToolContext,
): Promise<ToolResult | undefined> {
  const [name, ...others] = names
  if (name === undefined || others.length > 0 || !pointing.test(question)) return undefined
  if (!/^(?:[\w-]+\.)+[a-z][\w-]+\.?$/i.test(name)) return undefined
  const kind = kindListedBy({ operation })
  if (kind === undefined) return undefined
  const reader = new Reader(context)
  const { things } = await listThings(kind, { reader, regions: ['global'], names: [] })
  const wanted = withoutDot(name)
  const own = things.filter(({ item }) => isObject(item) && withoutDot(text(item.Name)) === wanted)
  const leading = own.filter(
    ({ item }) => isObject(item) && /^(?:A|AAAA|CNAME)$/.test(text(item.Type)),
  )
  if (own.length === 0) return undefined
  const lines = leading.flatMap(({ item }) => {
    if (!isObject(item)) return []
    const alias = isObject(item.AliasTarget) ? text(item.AliasTarget.DNSName) : ''
    const values = Array.isArray(item.ResourceRecords)
      ? item.ResourceRecords.flatMap((one) => (isObject(one) ? [text(one.Value)] : []))
      : []
    const to = alias === '' ? listed(values, 6) : `**${withoutDot(alias)}**`
    return [`${wanted} is ${alias === '' ? 'a record' : 'an alias'} (${text(item.Type)}) of ${to}.`]
  })
  const besides = [
    ...new Set(
      own
        .filter((one) => !leading.includes(one))
        .map(({ item }) => isObject(item) && text(item.Type)),
    ),
  ].filter((type) => type !== false)
  return told({
    operation,
    understood: `where ${wanted} points to`,
    summary:
      lines.length === 0
        ? `${wanted} points nowhere: Route 53 has no A, AAAA or CNAME record of it${besides.length === 0 ? '' : `, only ${listed(besides)}`}.`
        : lines.join('\n'),
    rows: (leading.length > 0 ? leading : own).map(({ item }) => ({ region: 'global', item })),
    reader,
  })
}

const withoutDot = (name: string) => name.replace(/\.$/, '').toLowerCase()
