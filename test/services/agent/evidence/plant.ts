/** One thing in a true answer made untrue: what kind, what stands there now, and the answer with it. */
export interface Planted {
  kind: string
  text: string
  answer: string
}

/** Of each kind at most `most`, chosen by `random`. */
export function plantedIn(answer: string, random: () => number, most = 2): Planted[] {
  return Object.entries(kinds).flatMap(([kind, ways]) => {
    const all = ways(answer).filter(({ answer: changed }) => changed !== answer)
    const some: Planted[] = []
    while (all.length > 0 && some.length < most) {
      const [one] = all.splice(Math.floor(random() * all.length), 1)
      if (one !== undefined) some.push({ kind, ...one })
    }
    return some
  })
}

type Way = (answer: string) => Omit<Planted, 'kind'>[]

const id = /\b(?:i|vol|sg|vpc|subnet|snap|ami|eni|igw|nat|acl|rtb|eipalloc)-[0-9a-f]{8,17}\b/g
const time = /\b(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2}))?/g
const amount = /(?<![\w.:/-])\$\d[\d,]*(?:\.\d+)?/g
const large =
  /(?<![\w.,:/$-])\d{1,3}(?:,\d{3})+(?![\w.,:/-]*\d)|(?<![\w.,:/$-])\d{3,}(?![\w.,:/-])/g
const percent = /(?<![\w.,$-])\d+(?:\.\d+)?(?= ?%)/g
const region = /\b(?:us|eu|ap)-(?:east|west|central|south)-\d\b(?![a-z])/g
const count =
  /(?<=^|[\s*(])\d{1,3}(?=\*{0,2} (?:of (?:them|\d+)|(?:[a-z-]+ ){0,2}(?:instances|buckets|functions|alarms|queues|volumes|users|roles|tables|topics|databases|services|stacks|groups|keys|snapshots|zones|clusters|running|stopped|in [a-z]{2}-))\b)/gm
const name = /\b[a-z]{3,}(?:-[a-z]{2,}){1,3}(?:-\d)?\b/g

const kinds: Readonly<Record<string, Way>> = {
  'digits of an id': (answer) =>
    each(
      answer,
      id,
      (found) =>
        found.replace(/(.)(.)$/, (_, a, b) =>
          a === b ? `${a}${b === '0' ? '1' : '0'}` : `${b}${a}`,
        ) || all(found),
    ),
  'a time moved by a day': (answer) =>
    each(answer, time, (found) => found.replace(/^\d{4}-\d{2}-\d{2}/, (day) => moved(day))),
  'a time moved by an hour': (answer) =>
    each(
      answer,
      /\b\d{2}:\d{2}(?= UTC)/g,
      (found) =>
        `${String((Number(found.slice(0, 2)) + 1) % 24).padStart(2, '0')}${found.slice(2)}`,
    ),
  'an amount': (answer) => each(answer, amount, otherDigits),
  'a large number': (answer) => each(answer, large, otherDigits),
  'a percentage': (answer) => each(answer, percent, (found) => changed(found, 3)),
  'a count off by one': (answer) => [
    ...each(answer, count, (found) => `${Number(found) + 1}`),
    ...each(answer, count, (found) => (Number(found) > 1 ? `${Number(found) - 1}` : found)),
  ],
  'a plausible name': (answer) =>
    each(answer, name, (found) =>
      isName(answer, found) ? found.replace(/-[a-z]+/, '-primary') : found,
    ),
  'another region': (answer) =>
    each(answer, region, (found) => (found === 'us-east-1' ? 'eu-west-1' : 'us-east-1')).filter(
      ({ answer: made }) => !/([a-z]{2}-[a-z]+-\d)(?:,| and) \1/.test(made),
    ),
  'regions exchanged': exchangedRegions,
  'a value of another row': otherRows,
  'values exchanged in a sentence': inSentences,
  'values exchanged between items': betweenItems,
  'an extra row': extraRows,
  'a column whole': movedColumn,
}

const all = (found: string) => `${found}0`

function each(
  text: string,
  pattern: RegExp,
  to: (found: string) => string,
): Omit<Planted, 'kind'>[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
    if (isEcho(text, index)) return []
    const made = to(found)
    return [
      {
        text: `${found} → ${made}`,
        answer: text.slice(0, index) + made + text.slice(index + found.length),
      },
    ]
  })
}

/** What is understood of the question is no statement. */
function isEcho(text: string, index: number): boolean {
  const start = text.lastIndexOf('\n', index) + 1
  const end = text.indexOf('\n', index)
  const line = text.slice(start, end === -1 ? undefined : end)
  return (
    /^(?:>|\*Understood|- Looked|Perhaps|\d\. )/.test(line) ||
    /Not narrowed|not read|Looked at/.test(line)
  )
}

const moved = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)

function otherDigits(found: string): string {
  const swapped = found.replace(
    /(\d)([,.]?)(?!\1)(\d)(?=[\d,.]*$)/,
    (_, a, mark, b) => `${b}${mark}${a}`,
  )
  return swapped.startsWith('$0') || swapped.startsWith('0') ? found : swapped
}

const changed = (found: string, by: number) =>
  found.includes('.')
    ? (Number(found) + by).toFixed(found.split('.')[1]?.length ?? 1)
    : String(Number(found) + by)

const isName = (answer: string, found: string) =>
  new RegExp(`(?:\\*\\*|\\| |\`|: |, |and )${found}(?:\\*\\*| \\||\`|,| \\(| and|\\.)`).test(answer)

interface Table {
  start: number
  rows: string[][]
}

function tablesIn(lines: readonly string[]): Table[] {
  const tables: Table[] = []
  lines.forEach((line, at) => {
    if (!/^\|(?: ?-+ ?\|)+$/.test(line)) return
    const rows: string[][] = []
    for (let next = at + 1; lines[next]?.startsWith('|'); next += 1)
      rows.push(
        (lines[next] ?? '')
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim()),
      )
    tables.push({ start: at + 1, rows })
  })
  return tables
}

function otherRows(answer: string): Omit<Planted, 'kind'>[] {
  const lines = answer.split('\n')
  return tablesIn(lines).flatMap(({ start, rows }) =>
    rows.flatMap((row, at) =>
      row.flatMap((cell, column) => {
        if (column === 0 || cell === '') return []
        const other = rows.find(
          (one) => one[column] !== cell && one[column] !== '' && !row.includes(one[column] ?? ''),
        )?.[column]
        if (other === undefined) return []
        const made = [...lines]
        made[start + at] =
          `| ${row.map((one, nth) => (nth === column ? other : one)).join(' | ')} |`
        return [{ text: `${row[0]}: ${cell} → ${other}`, answer: made.join('\n') }]
      }),
    ),
  )
}

function movedColumn(answer: string): Omit<Planted, 'kind'>[] {
  const lines = answer.split('\n')
  return tablesIn(lines).flatMap(({ start, rows }) => {
    if (rows.length < 2 || rows.length > 12) return []
    return (rows[0] ?? []).flatMap((_, column) => {
      const values = rows.map((row) => row[column] ?? '')
      if (column === 0 || new Set(values).size < values.length) return []
      const made = [...lines]
      rows.forEach((row, at) => {
        made[start + at] =
          `| ${row.map((one, nth) => (nth === column ? (values[(at + 1) % values.length] ?? '') : one)).join(' | ')} |`
      })
      return [{ text: `column ${column}`, answer: made.join('\n') }]
    })
  })
}

function extraRows(answer: string): Omit<Planted, 'kind'>[] {
  const lines = answer.split('\n')
  return tablesIn(lines).flatMap(({ start, rows }) => {
    const row = rows.at(-1)
    if (row === undefined || !/^[a-z]/.test(row[0] ?? '')) return []
    const made = [...lines]
    const other = `${row[0]?.replace(/-?\d*$/, '')}-9`
    made.splice(start + rows.length, 0, `| ${[other, ...row.slice(1)].join(' | ')} |`)
    return [{ text: other, answer: made.join('\n') }]
  })
}

/** `a (x), b (y)` as `a (y), b (x)`. */
function inSentences(answer: string): Omit<Planted, 'kind'>[] {
  return answer.split('\n').flatMap((line, at, lines) => {
    if (line.startsWith('|') || isEcho(answer, answer.indexOf(line))) return []
    const found = [...line.matchAll(/([\w.-]*[a-z][\w.-]*-[\w.-]+|\*\*[\w .-]+\*\*) \(([^()]+)\)/g)]
    return found.flatMap((one, nth) => {
      const next = found[nth + 1]
      if (next === undefined || one[2] === next[2] || one[1] === next[1]) return []
      const made =
        line.slice(0, one.index) +
        `${one[1]} (${next[2]})` +
        line.slice(one.index + one[0].length, next.index) +
        `${next[1]} (${one[2]})` +
        line.slice(next.index + next[0].length)
      return [{ text: `${one[0]} ⇄ ${next[0]}`, answer: lines.with(at, made).join('\n') }]
    })
  })
}

/** `**a** has 3 …` and `**b** has 5 …` of a list, or of sentences. */
function betweenItems(answer: string): Omit<Planted, 'kind'>[] {
  const value = /(?<![\w.:/-])\$?\d[\d,]*(?:\.\d+)?(?![\w:/-]|\.\d)/
  const sentences = answer
    .split(/(?<=\.)\s|\n/)
    .filter(
      (one) =>
        /\*\*[\w.-]+\*\*|^- \w|[a-z]+-[a-z]+/.test(one) &&
        !one.startsWith('|') &&
        !isEcho(answer, answer.indexOf(one)),
    )
  return sentences.flatMap((one, at) => {
    const other = sentences[at + 1]
    const mine = value.exec(one)?.[0]
    const its = other && value.exec(other)?.[0]
    if (
      other === undefined ||
      mine === undefined ||
      its === undefined ||
      mine === its ||
      one.includes(`${its}`)
    )
      return []
    if (/^\*\*(?:Facts|[A-Z])/.test(one) || Number(mine) < 13) return []
    return [
      {
        text: `${mine} → ${its}`,
        answer: answer.replace(
          one,
          one.replace(value, () => its),
        ),
      },
    ]
  })
}

function exchangedRegions(answer: string): Omit<Planted, 'kind'>[] {
  const lines = answer.split('\n')
  return lines.flatMap((line, at) => {
    const found = new Set(line.match(region))
    if (found.size !== 2 || isEcho(answer, answer.indexOf(line))) return []
    const [one = '', two = ''] = found
    const made = line.replace(region, (is) => (is === one ? two : one))
    // Where both are told together it is the same still.
    if (
      line.replaceAll(`${one} and ${two}`, '').replaceAll(`${one}, ${two}`, '').match(region) ===
      null
    )
      return []
    return [{ text: line.slice(0, 80), answer: lines.with(at, made).join('\n') }]
  })
}
