import type { ReadResult } from '../../../../services/agent/evidence/read.ts'

/** A sentence about what was read, true or made untrue in one place. */
export interface Sentence {
  kind: string
  question: string
  reads: readonly string[]
  answer: string
  /** What was put in. */
  put?: string
}

type Item = Record<string, unknown>
type Draw = <T>(some: readonly T[]) => T

/** Something that can be said of each thing of a kind. */
interface Aspect {
  label: string
  head: string
  value(item: Item): string | undefined
  /** Verb phrases of one thing with the value. */
  says: readonly string[]
  /** Of several. */
  say?: string
}

interface Kind {
  read: string
  noun: string
  nouns: string
  name(item: Item): string | undefined
  aspects: readonly Aspect[]
}

const at = (item: Item, path: string): unknown =>
  path.split('.').reduce<unknown>((one, key) => Object(one)[key], item)
const text = (path: string) => (item: Item) => {
  const value = at(item, path)
  return value === undefined ? undefined : String(value)
}
const tag = (key: string) => (item: Item) =>
  (item.Tags as { Key: string; Value: string }[] | undefined)?.find(({ Key }) => Key === key)?.Value
const unit = (path: string, unit: string) => (item: Item) => {
  const value = at(item, path)
  return typeof value === 'number' ? `${value.toLocaleString('en-US')} ${unit}` : undefined
}
const months =
  'January February March April May June July August September October November December'.split(' ')
const day = (path: string) => (item: Item) => {
  const value = text(path)(item)
  if (value === undefined) return undefined
  const [y = '', m = '', d = ''] = value.slice(0, 10).split('-')
  return value.charCodeAt(8) % 2 === 0
    ? `${y}-${m}-${d}`
    : `${months[Number(m) - 1]} ${Number(d)}, ${y}`
}
const whether = (path: string, yes: string, no: string) => (item: Item) => {
  const value = at(item, path)
  return typeof value === 'boolean' ? (value ? yes : no) : undefined
}
const created = (path: string, how = 'created'): Aspect => ({
  label: `${how === 'created' ? 'creation' : how} date`,
  head: how === 'created' ? 'Created' : 'Launched',
  value: day(path),
  says: [`was ${how} on {v}`, `dates from {v}`, `has been there since {v}`],
  say: `were ${how} on {v}`,
})

const kinds: readonly Kind[] = [
  {
    ...{ read: 'instances', noun: 'instance', nouns: 'instances', name: tag('Name') },
    aspects: [
      {
        ...{ label: 'type', head: 'Type', value: text('InstanceType') },
        says: ['is a {v}', 'is of type {v}', 'runs on a {v}', 'uses the {v} instance type'],
        say: 'are {v} machines',
      },
      {
        ...{ label: 'state', head: 'State', value: text('State.Name') },
        says: ['is {v}', 'is currently {v}', 'is still {v}'],
        say: 'are {v}',
      },
      {
        ...{ label: 'private IP', head: 'IP', value: text('PrivateIpAddress') },
        says: ['has the address {v}', 'answers at {v}', 'is reachable at {v} inside the VPC'],
      },
      {
        ...{ label: 'availability zone', head: 'AZ', value: text('Placement.AvailabilityZone') },
        says: ['sits in {v}', 'is placed in {v}', 'lives in zone {v}'],
      },
      {
        ...{ label: 'owner', head: 'Owner', value: tag('Owner') },
        says: ['belongs to {v}', 'is owned by {v}', 'is tagged with {v} as its owner'],
        say: 'are owned by {v}',
      },
      created('LaunchTime', 'launched'),
    ],
  },
  {
    ...{ read: 'volumes', noun: 'volume', nouns: 'volumes', name: tag('Name') },
    aspects: [
      {
        ...{ label: 'size', head: 'Size', value: unit('Size', 'GiB') },
        says: ['is {v} large', 'holds {v}', 'has a size of {v}', 'provides {v}'],
        say: 'have {v} each',
      },
      {
        ...{ label: 'type', head: 'Type', value: text('VolumeType') },
        says: ['is a {v} volume', 'is of type {v}', 'uses {v}'],
        say: 'are {v} volumes',
      },
      {
        ...{ label: 'state', head: 'State', value: text('State') },
        says: ['is {v}', 'is currently {v}'],
      },
      {
        ...{ label: 'encryption', head: 'Encryption' },
        value: whether('Encrypted', 'encrypted', 'not encrypted'),
        says: ['is {v}', 'is currently {v}'],
        say: 'are {v}',
      },
      created('CreateTime'),
    ],
  },
  {
    ...{
      read: 'databases',
      noun: 'database',
      nouns: 'databases',
      name: text('DBInstanceIdentifier'),
    },
    aspects: [
      {
        ...{ label: 'class', head: 'Class', value: text('DBInstanceClass') },
        says: ['runs on {v}', 'is a {v}', 'uses the class {v}'],
      },
      {
        ...{ label: 'engine version', head: 'Version', value: text('EngineVersion') },
        says: ['runs version {v}', 'is at version {v}', 'has engine version {v}'],
      },
      {
        ...{ label: 'storage', head: 'Storage', value: unit('AllocatedStorage', 'GiB') },
        says: ['has {v} of storage', 'is allocated {v}', 'comes with {v} of disk'],
      },
      {
        ...{
          label: 'backup retention',
          head: 'Backups',
          value: unit('BackupRetentionPeriod', 'days'),
        },
        says: ['keeps backups for {v}', 'has a backup retention of {v}', 'retains backups {v}'],
      },
      {
        ...{ label: 'setup', head: 'Setup', value: whether('MultiAZ', 'Multi-AZ', 'single-AZ') },
        says: ['is {v}', 'is set up as {v}'],
        say: 'are {v}',
      },
      {
        ...{ label: 'protection', head: 'Protection' },
        value: whether(
          'DeletionProtection',
          'has deletion protection',
          'has no deletion protection',
        ),
        says: ['{v}'],
      },
      created('InstanceCreateTime'),
    ],
  },
  {
    ...{ read: 'functions', noun: 'function', nouns: 'functions', name: text('FunctionName') },
    aspects: [
      {
        ...{ label: 'runtime', head: 'Runtime', value: text('Runtime') },
        says: ['runs on {v}', 'uses {v}', 'is written for {v}', 'still has the {v} runtime'],
        say: 'run on {v}',
      },
      {
        ...{ label: 'memory', head: 'Memory', value: unit('MemorySize', 'MB') },
        says: ['has {v} of memory', 'is configured with {v} of memory', 'gets {v} of RAM'],
        say: 'have {v} of memory',
      },
      {
        ...{ label: 'timeout', head: 'Timeout', value: unit('Timeout', 'seconds') },
        says: ['times out after {v}', 'has a timeout of {v}'],
      },
      {
        ...{ label: 'last change', head: 'Modified', value: day('LastModified') },
        says: ['was last modified on {v}', 'was last changed on {v}'],
      },
    ],
  },
  {
    ...{ read: 'alarms', noun: 'alarm', nouns: 'alarms', name: text('AlarmName') },
    aspects: [
      {
        ...{ label: 'state', head: 'State', value: text('StateValue') },
        says: ['is in {v}', 'is {v}', 'shows {v}'],
        say: 'are in {v}',
      },
      {
        ...{ label: 'threshold', head: 'Threshold', value: text('Threshold') },
        says: ['has a threshold of {v}', 'fires above a threshold of {v}'],
      },
      {
        ...{ label: 'metric', head: 'Metric', value: text('MetricName') },
        says: ['watches {v}', 'is based on {v}', 'monitors the metric {v}'],
      },
      {
        ...{ label: 'last change of state', head: 'Since', value: day('StateUpdatedTimestamp') },
        says: ['last changed its state on {v}', 'is in that state since {v}'],
      },
    ],
  },
  {
    ...{ read: 'buckets', noun: 'bucket', nouns: 'buckets', name: text('Name') },
    aspects: [
      {
        ...{ label: 'region', head: 'Region', value: text('BucketRegion') },
        says: ['is in {v}', 'lives in {v}', 'is stored in {v}'],
        say: 'are in {v}',
      },
      created('CreationDate'),
    ],
  },
  {
    ...{ read: 'log-groups', noun: 'log group', nouns: 'log groups', name: text('logGroupName') },
    aspects: [
      {
        ...{ label: 'retention', head: 'Retention', value: unit('retentionInDays', 'days') },
        says: ['keeps its logs for {v}', 'has a retention of {v}'],
      },
      {
        label: 'stored data',
        head: 'Stored',
        value: (item) => `${Math.round(Number(item.storedBytes) / 1e6)} MB`,
        says: ['stores {v}', 'holds {v} of logs', 'contains {v}'],
      },
    ],
  },
  {
    ...{ read: 'stacks', noun: 'stack', nouns: 'stacks', name: text('StackName') },
    aspects: [
      {
        ...{ label: 'status', head: 'Status', value: text('StackStatus') },
        says: ['is in {v}', 'has the status {v}', 'ended in {v}'],
        say: 'are in {v}',
      },
      created('CreationTime'),
    ],
  },
  {
    ...{ read: 'snapshots', noun: 'snapshot', nouns: 'snapshots', name: tag('Name') },
    aspects: [
      {
        ...{ label: 'size', head: 'Size', value: unit('VolumeSize', 'GiB') },
        says: ['is of a {v} volume', 'covers {v}', 'has {v}'],
      },
      {
        ...{ label: 'encryption', head: 'Encryption' },
        value: whether('Encrypted', 'encrypted', 'unencrypted'),
        says: ['is {v}'],
        say: 'are {v}',
      },
      created('StartTime', 'taken'),
    ],
  },
  {
    ...{ read: 'users', noun: 'user', nouns: 'users', name: text('UserName') },
    aspects: [created('CreateDate')],
  },
]

const vp = (aspect: Aspect, value: string, draw: Draw) => draw(aspect.says).replace('{v}', value)

/** Answer with a value of an aspect of a thing in the place of its own. */
type Said = (value: string) => string

interface Made {
  kind: string
  question?: string
  say: Said
  aspect: Aspect
  item: Item
}

const items = (result: ReadResult | undefined): Item[] =>
  ((Object(result?.result) as { regions?: { items?: Item[] }[] }).regions ?? []).flatMap(
    ({ items: some = [] }) => some,
  )

/** Sentences of each form about each kind: true, and untrue with what another thing has. */
export function generated(
  results: ReadonlyMap<string, ReadResult>,
  random: () => number,
  rounds: number,
): { right: Sentence[]; wrong: Sentence[] } {
  const draw: Draw = (some) => some[Math.floor(random() * some.length)] as never
  const right: Sentence[] = []
  const wrong: Sentence[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of kinds) {
      const all = items(results.get(kind.read)).filter((item) => kind.name(item) !== undefined)
      for (const form of forms) {
        const made = form({ kind, all, draw })
        if (made === undefined) continue
        const { aspect, item, say, question = `What about the ${kind.nouns}?` } = made
        const own = aspect.value(item)
        if (own === undefined) continue
        const others = [...new Set(all.map(aspect.value))].filter(
          (one) => one !== undefined && one !== own,
        )
        const base = {
          question,
          reads: [kind.read],
          kind: `${made.kind}: ${kind.noun} ${aspect.label}`,
        }
        right.push({ ...base, answer: say(own) })
        const put = others.length > 0 ? draw(others) : undefined
        if (put !== undefined && say(put) !== say(own))
          wrong.push({ ...base, answer: say(put), put })
      }
    }
  }
  return { right, wrong }
}

interface Source {
  kind: Kind
  all: readonly Item[]
  draw: Draw
}

type Form = (source: Source) => Made | undefined

function several({ kind, all, draw }: Source, count: number) {
  const rest = [...all]
  const some: { item: Item; name: string }[] = []
  while (some.length < count && rest.length > 0) {
    const [item] = rest.splice(
      Math.floor(draw([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) * rest.length),
      1,
    )
    const name = item && kind.name(item)
    if (item !== undefined && name !== undefined) some.push({ item, name })
  }
  return some
}

const forms: readonly Form[] = [
  (source) => {
    const { kind, draw } = source
    const [one] = several(source, 1)
    const aspect = draw(kind.aspects)
    if (one === undefined) return undefined
    const mark = draw(['', '`', '**'])
    const form = draw(aspect.says)
    return {
      ...{ kind: 'one thing', aspect, item: one.item },
      say: (value) => `${mark}${one.name}${mark} ${form.replace('{v}', value)}.`,
    }
  },
  (source) => {
    const { kind, draw } = source
    const [one] = several(source, 1)
    const [aspect, other] = [draw(kind.aspects), draw(kind.aspects)]
    const its = one && other.value(one.item)
    if (one === undefined || aspect === other || its === undefined) return undefined
    const said = vp(other, its, draw)
    const form = draw(aspect.says)
    const join = draw([' and ', ', and it ', '. It ', '; it '])
    const isFirst = draw([true, false])
    return {
      ...{ kind: 'two values', aspect, item: one.item },
      say: (value) => {
        const own = form.replace('{v}', value)
        return `${one.name} ${isFirst ? own : said}${join}${isFirst ? said : own}.`
      },
    }
  },
  (source) => {
    const { kind, draw } = source
    const [one, other] = several(source, 2)
    const aspect = draw(kind.aspects)
    const its = other && aspect.value(other.item)
    if (one === undefined || other === undefined || its === undefined) return undefined
    const said = vp(aspect, its, draw)
    const form = draw(aspect.says)
    const join = draw([' while ', ', ', '; ', ', whereas ', ', but ', ' and ', '. '])
    const isFirst = draw([true, false])
    return {
      ...{ kind: 'two things', aspect, item: one.item },
      say: (value) => {
        const own = `${one.name} ${form.replace('{v}', value)}`
        const its = `${other.name} ${said}`
        return `${isFirst ? own : its}${join}${isFirst ? its : own}.`
      },
    }
  },
  (source) => {
    const { kind, draw } = source
    const some = several(source, 3)
    const aspect = draw(kind.aspects)
    const nth = draw([0, 1, 2])
    const item = some[nth]?.item
    if (item === undefined || some.some((one) => aspect.value(one.item) === undefined))
      return undefined
    const isBehind = draw([true, false])
    return {
      ...{ kind: 'three in brackets', aspect, item },
      question: `What is the ${aspect.label} of the ${kind.nouns}?`,
      say: (value) => {
        const [a, b, c] = some.map((one, at) => {
          const own = at === nth ? value : (aspect.value(one.item) ?? '')
          return isBehind ? `${own} (${one.name})` : `${one.name} (${own})`
        })
        return `${a}, ${b} and ${c}.`
      },
    }
  },
  (source) => {
    const { kind, draw } = source
    const some = several(source, 4)
    const [aspect, other] = [draw(kind.aspects), draw(kind.aspects)]
    const nth = draw([0, 1, 2])
    const item = some[nth]?.item
    if (item === undefined || aspect === other) return undefined
    if (
      some.some(
        (one) => aspect.value(one.item) === undefined || other.value(one.item) === undefined,
      )
    )
      return undefined
    const [mark, gap] = [draw(['**', '`', '']), draw([': ', ' – ', ' - ', ', '])]
    return {
      ...{ kind: 'items', aspect, item },
      say: (value) =>
        some
          .map((one, at) => {
            const own = at === nth ? value : (aspect.value(one.item) ?? '')
            return `- ${mark}${one.name}${mark}${gap}${own}, ${other.value(one.item)}`
          })
          .join('\n'),
    }
  },
  (source) => {
    const { kind, draw } = source
    const some = several(source, 4)
    const [aspect, other] = [draw(kind.aspects), draw(kind.aspects)]
    const nth = draw([0, 1, 2])
    const item = some[nth]?.item
    if (item === undefined || aspect === other) return undefined
    if (some.some((one) => aspect.value(one.item) === undefined)) return undefined
    return {
      ...{ kind: 'table', aspect, item },
      say: (value) =>
        [
          `| Name | ${other.head} | ${aspect.head} |`,
          '|---|---|---|',
          ...some.map(
            (one, at) =>
              `| ${one.name} | ${other.value(one.item) ?? '–'} | ${at === nth ? value : aspect.value(one.item)} |`,
          ),
        ].join('\n'),
    }
  },
  (source) => {
    const { kind, draw } = source
    const [one] = several(source, 1)
    const aspect = draw(kind.aspects)
    if (one === undefined) return undefined
    const form = draw([
      `The ${aspect.label} of ${one.name} is {v}.`,
      `I looked at ${one.name}. Its ${aspect.label} is {v}.`,
      `For \`${one.name}\`: ${aspect.label} {v}.`,
      `### ${one.name}\n\n- ${aspect.head}: {v}`,
      `Here is what I found about ${one.name}:\n\n- **${aspect.head}:** {v}`,
    ])
    if (aspect.label === 'protection') return undefined
    return { kind: 'label', aspect, item: one.item, say: (value) => form.replace('{v}', value) }
  },
  (source) => {
    const { kind, draw } = source
    const [one] = several(source, 1)
    const aspect = draw(kind.aspects)
    if (one === undefined) return undefined
    const form = draw(aspect.says)
    return {
      ...{ kind: 'behind a question', aspect, item: one.item },
      question: `Tell me about ${one.name}`,
      say: (value) => `It ${form.replace('{v}', value)}.`,
    }
  },
  (source) => {
    const { kind, all, draw } = source
    const aspect = draw(kind.aspects.filter(({ say }) => say !== undefined))
    if (aspect === undefined) return undefined
    const [first] = several(source, 1)
    const value = first && aspect.value(first.item)
    const some = all.filter((item) => aspect.value(item) === value).slice(0, 3)
    const others = all.filter((item) => aspect.value(item) !== value)
    if (first === undefined || value === undefined || some.length < 2 || others.length === 0)
      return undefined
    const names = some.map(kind.name)
    const lead = draw([
      `${names.slice(0, -1).join(', ')} and ${names.at(-1)} ${aspect.say}.`,
      `${some.length === 2 ? 'Both' : 'All three,'} ${names.slice(0, -1).join(', ')} and ${names.at(-1)}${some.length === 2 ? '' : ','} ${aspect.say}.`,
      `These ${kind.nouns} ${aspect.say}:\n\n${names.map((name) => `- ${name}`).join('\n')}`,
    ])
    return { kind: 'group', aspect, item: first.item, say: (put) => lead.replace('{v}', put) }
  },
]
