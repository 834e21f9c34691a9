import { useSignal } from '@preact/signals'
import { useId, useMemo } from 'preact/hooks'
import { consoleLink, nameInText } from './console-link.ts'
import { save, status } from './state.ts'
import {
  csvOf,
  filtered,
  isNumeric,
  type Row,
  type Sorting,
  sorted,
  tabbedOf,
} from './table-rows.ts'
import { Time } from './time.tsx'
import { timeOf } from './times.ts'

interface Props {
  names: readonly string[]
  rows: readonly Row[]
  caption?: string
  /** Places of the columns that are shown at first; all without. */
  first?: readonly number[]
  /** Where each row is of, for links into the console. */
  regions?: readonly string[]
  /** The row that a claim led to. */
  marked?: number | undefined
}

/** Sorted by its heads, filtered, with hidden columns; copied and saved as it is then. */
export function DataTable({ names, rows, caption, first, regions, marked }: Props) {
  const sorting = useSignal<Sorting | undefined>(undefined)
  const typed = useSignal('')
  const hidden = useSignal<ReadonlySet<number>>(
    new Set(
      first === undefined ? [] : names.map((_, at) => at).filter((at) => !first.includes(at)),
    ),
  )
  const most = useSignal(pageSize)
  const { value: by } = sorting
  const numeric = useMemo(() => names.map((_, at) => isNumeric(rows, at)), [names, rows])
  const found = useMemo(() => {
    const some = filtered(rows, typed.value)
    return by === undefined ? some : sorted(some, by)
  }, [rows, typed.value, by])
  const columns = names.map((_, at) => at).filter((at) => !hidden.value.has(at))
  const end = marked === undefined ? most.value : Math.max(most.value, marked + 1)
  const shown = found.slice(0, end)
  const taken = () =>
    [
      columns.map((at) => names[at] ?? ''),
      found.map(({ at, cells }) => ({ at, cells: columns.map((place) => cells[place] ?? '') })),
    ] as const
  return (
    <div class={rows.length > fewRows ? 'table' : 'table few'}>
      <Tools {...{ names, hidden, typed, taken, isLong: rows.length > fewRows }} />
      <section class="scrolled" tabIndex={0} aria-label={caption ?? names.join(', ')}>
        <table>
          {caption !== undefined && <caption>{caption}</caption>}
          <thead>
            <tr>
              {columns.map((at) => (
                <Head
                  key={at}
                  at={at}
                  name={names[at] ?? ''}
                  sorting={sorting}
                  isNumeric={numeric[at] ?? false}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.at} class={row.at === marked ? 'marked' : ''}>
                {columns.map((at) => (
                  <td key={at} class={numeric[at] ? 'number' : looksOf(row.cells[at] ?? '')}>
                    <Cell text={row.cells[at] ?? ''} region={regionOf(row, names, regions)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.length < rows.length && (
        <p class="count">
          {found.length} of {rows.length} rows
        </p>
      )}
      {found.length > shown.length && (
        <button
          type="button"
          onClick={() => {
            most.value += 1_000
          }}
        >
          {Math.min(1_000, found.length - shown.length)} more of {found.length} rows
        </button>
      )}
    </div>
  )
}

const pageSize = 200
/** So many need no filter. */
const fewRows = 8

interface HeadProps {
  at: number
  name: string
  sorting: { value: Sorting | undefined }
  isNumeric: boolean
}

function Head({ at, name, sorting, isNumeric }: HeadProps) {
  const by = sorting.value?.column === at ? sorting.value : undefined
  const order = by === undefined ? 'none' : by.isDown ? 'descending' : 'ascending'
  return (
    <th scope="col" aria-sort={order} class={isNumeric ? 'number' : ''}>
      <button
        type="button"
        onClick={() => {
          sorting.value = by?.isDown ? undefined : { column: at, isDown: by !== undefined }
        }}
      >
        {name}
        <span aria-hidden="true" class="order">
          {order === 'none' ? '' : order === 'ascending' ? ' ▲' : ' ▼'}
        </span>
      </button>
    </th>
  )
}

interface ToolsProps {
  names: readonly string[]
  hidden: { value: ReadonlySet<number> }
  typed: { value: string }
  taken: () => readonly [readonly string[], readonly Row[]]
  isLong: boolean
}

function Tools({ names, hidden, typed, taken, isLong }: ToolsProps) {
  const id = useId()
  const copy = () =>
    navigator.clipboard.writeText(tabbedOf(...taken())).then(
      () => {
        status.value = 'Copied: paste it into a spreadsheet.'
      },
      () => {
        status.value = 'The browser did not let this page copy.'
      },
    )
  return (
    <div class="tools">
      {isLong && (
        <input
          type="search"
          aria-label="Rows that have"
          placeholder="Filter"
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value
          }}
        />
      )}
      <details>
        <summary>Table</summary>
        <div class="tool-box">
          <button type="button" onClick={copy}>
            Copy
          </button>
          <button
            type="button"
            onClick={() => save(new Blob([csvOf(...taken())], { type: 'text/csv' }), 'table.csv')}
          >
            CSV
          </button>
          <fieldset>
            <legend>Columns</legend>
            {names.map((name, at) => (
              <span key={at} class="column">
                <input
                  type="checkbox"
                  id={`${id}-${at}`}
                  checked={!hidden.value.has(at)}
                  onChange={() => {
                    const next = new Set(hidden.value)
                    if (!next.delete(at) && next.size < names.length - 1) next.add(at)
                    hidden.value = next
                  }}
                />
                <label for={`${id}-${at}`}>{name}</label>
              </span>
            ))}
          </fieldset>
        </div>
      </details>
    </div>
  )
}

function regionOf(row: Row, names: readonly string[], regions: readonly string[] | undefined) {
  const column = names.indexOf('Region')
  return (column === -1 ? undefined : row.cells[column]) || regions?.[row.at]
}

function Cell({ text, region }: { text: string; region: string | undefined }) {
  const at = timeOf(text)
  if (at !== undefined && text.length > 10) return <Time at={at} />
  const name = nameInText.exec(text)?.[0]
  const href = name === undefined ? undefined : consoleLink(name, region)
  if (href === undefined) return <>{text}</>
  return (
    <>
      {text} <ConsoleLink href={href} name={name ?? ''} />
    </>
  )
}

export function ConsoleLink({ href, name }: { href: string; name: string }) {
  return (
    <a
      class="console"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      title={`In the AWS console: ${new URL(href).host}`}
    >
      <span aria-hidden="true">↗</span>
      <span class="said">{name} in the AWS console</span>
    </a>
  )
}

/** What is short stays in one line: ids break where nobody reads them. */
const looksOf = (text: string): string =>
  [stateOf(text), text.length <= 28 ? 'short' : text.length > 60 ? 'long' : '']
    .filter(Boolean)
    .join(' ')

/** States that are bad, and those that are unsure, look so; the words say it too. */
function stateOf(text: string): string {
  if (/^(?:ALARM|unhealthy|failed|error|critical|high|stopped|terminated|.*_FAILED)$/i.test(text))
    return 'bad'
  if (
    /^(?:INSUFFICIENT_DATA|medium|pending|draining|.*IN_PROGRESS|.*ROLLBACK.*|unused)$/i.test(text)
  )
    return 'unsure'
  return ''
}
