import { words } from '../../../services/client/render/words.ts'
import { valueAt } from '../../../tools/columns/value-at.ts'
import { isRecord } from '../../../tools/json.ts'
import { cellOf, escaped, namesOf } from './cell.ts'

export interface Rows {
  items: readonly unknown[]
  /** Paths, best first; all members where nobody says which matter. */
  columns: readonly string[]
  /** Columns to show of more; all where it is absent. */
  most?: number
  /** Whose items they are: `ec2:DescribeVolumes`. */
  operation?: string | undefined
}

/**
 * A Markdown table of the items, or a list of what is known of a single one. What is empty, or the
 * same as another column, is left out; what is the same in every row is said once, in a line.
 */
export function table({
  items,
  columns,
  operation,
  most = Number.POSITIVE_INFINITY,
}: Rows): string {
  const [only] = items
  if (items.length === 0) return ''
  if (items.length === 1) return record(only, { columns, operation })
  const told = withoutEchoes(
    (columns.length > 0 ? columns : membersOf(items))
      .map((path) => column(path, { items, operation }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
  )
  if (told.length === 0) return asJson(items)
  const heads = new Map(headings(told.map(({ path }) => path)).map((head, at) => [told[at], head]))
  const same = told.filter((each, at) => at > 0 && items.length > 2 && isSame(each))
  const shown = told.filter((each) => !same.includes(each)).slice(0, most)
  const head = (each: Column) => heads.get(each) ?? each.path
  const lines = items.map((_, row) => shown.map(({ cells }) => escaped(cells[row] ?? '', 160)))
  const grid = [shown.map(head), shown.map(() => '---'), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
  return [grid, ...saidOnce(same.map((each) => [head(each), each.cells[0] ?? '']))].join('\n\n')
}

interface Column {
  path: string
  cells: readonly string[]
}

function column(member: string, { items, operation }: Pick<Rows, 'items' | 'operation'>): Column {
  const path = member === 'Size' ? sizeOf(operation) : member
  return { path, cells: namesOf(items.map((item) => cellOf(memberAt(item, member), path))) }
}

/** The one member whose unit its name does not tell: EC2 counts volumes in GiB, all else is in bytes. */
const sizeOf = (operation = '') => (operation.startsWith('ec2:') ? 'VolumeSize' : 'SizeBytes')

const isSame = ({ cells }: Column) => new Set(cells).size === 1

/** Of two columns with one text the later goes, of a pattern and its example the pattern. */
function withoutEchoes(columns: readonly Column[]): Column[] {
  return columns.filter(
    (one, at) =>
      !columns.slice(0, at).some((before) => isAlike(one, before, (text) => text)) &&
      !columns.some((other) => other !== one && isPattern(one) && isAlike(one, other, patternOf)),
  )
}

const isAlike = (one: Column, other: Column, of: (text: string) => string) =>
  one.cells.every((cell, row) => of(cell) === of(other.cells[row] ?? ''))

const isPattern = ({ cells }: Column) => cells.some((cell) => cell.includes('#'))
const patternOf = (text: string) => text.replace(/#+|\d+/g, '#')

function saidOnce(same: readonly (readonly [head: string, cell: string])[]): string[] {
  const said = same
    .filter(([, cell]) => cell !== 'no' && cell !== '0')
    .map(([head, cell]) => `${inSentence(head)} ${escaped(cell, 80)}`)
  return said.length === 0 ? [] : [`The same for all: ${said.join(', ')}.`]
}

const inSentence = (head: string) =>
  head.replace(/^[A-Z](?=[a-z ])/, (first) => first.toLowerCase())

/** One row is easier to read down than across; then all is shown, what matters most first. */
function record(item: unknown, { columns, operation }: Omit<Rows, 'items'>): string {
  const known = new Set(columns.map((path) => path.split('.')[0]))
  const others = membersOf([item]).filter((path) => !known.has(path.split('.')[0]))
  const best = columns.map((path) => column(path, { items: [item], operation }))
  // Of a single thing an ARN is worth its room, once its name was said.
  const whole = others.map((path) => ({ path, cells: [cellOf(memberAt(item, path), path)] }))
  const all = [...best, ...whole].filter(({ cells: [cell = ''] }) => cell !== '' && isBrief(cell))
  if (all.length === 0) return asJson([item])
  const heads = [
    ...headings(all.filter((each) => best.includes(each)).map(({ path }) => path)),
    ...all.filter((each) => !best.includes(each)).map(({ path }) => words(path)),
  ]
  return all.map(({ cells: [cell = ''] }, at) => `- ${heads[at]}: ${escaped(cell, 500)}`).join('\n')
}

/** What has more to say is asked for by itself. */
const isBrief = (cell: string) => cell.length <= 500

const memberAt = (item: unknown, path: string) => (isRecord(item) ? valueAt(item, path) : item)

/** Members that a cell can show, in their order; one level of nesting is lifted. */
function membersOf(items: readonly unknown[]): string[] {
  const paths = items.flatMap((item) => {
    if (!isRecord(item)) return ['Value']
    return Object.entries(item).flatMap(([name, value]) =>
      isRecord(value)
        ? Object.entries(value).flatMap(([inner, each]) =>
            isScalar(each) && !name.includes('.') ? [`${name}.${inner}`] : [],
          )
        : isShown(value)
          ? [name]
          : [],
    )
  })
  return [...new Set(paths)]
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)

/** Lists too where they are of words, of tags, or of one or two small things. */
function isShown(value: unknown): boolean {
  if (isScalar(value)) return true
  if (!Array.isArray(value) || value.length === 0) return false
  return value.every(isScalar) || value.every(isTag) || (value.length < 3 && value.every(isSmall))
}

const isTag = (value: unknown) => isRecord(value) && (value.Key ?? value.key) !== undefined
const isSmall = (value: unknown) => isRecord(value) && Object.keys(value).length < 5

const asJson = (items: readonly unknown[]) =>
  `\`\`\`json\n${JSON.stringify(items, undefined, 2)}\n\`\`\``

/**
 * Words over the columns: the thing's own noun is not said twice (`StackName`, `StackStatus` →
 * `Stack`, `Status`), and no two columns have the same words.
 */
function headings(paths: readonly string[]): string[] {
  const noun = paths.flatMap((path) => /^(\w+?)(?:Name|Identifier)$/.exec(path)?.[1] ?? [])[0]
  const heads = paths.map((path) => brief(path, noun))
  return heads.map((head, at) => {
    const isTwice = heads.some((other, where) => where !== at && other === head)
    return isTwice ? words(paths[at]?.replaceAll('.', '') ?? head) : head
  })
}

function brief(path: string, noun: string | undefined): string {
  const own = noun !== undefined && path.startsWith(noun) ? path.slice(noun.length) : ''
  if (/^(?:Status|State|Class|Type|Description)/.test(own)) return words(own)
  // In columns names stand for ARNs and addresses.
  return words(path.replace(/(?<=[^.])(?:(?<!DNS)Name|Identifier|Arn|Url)$/, ''))
}
