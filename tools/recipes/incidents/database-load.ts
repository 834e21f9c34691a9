import * as z from 'zod'
import { inParallel } from '../../executor/in-parallel.ts'
import { loadOf, type Thing } from '../evidence/load.ts'
import { type Named, namesMeant, noSuch } from '../evidence/named.ts'
import { tagOf } from '../evidence/tags.ts'
import { text } from '../evidence/values.ts'
import { name, period, periodOf, words } from '../parameters.ts'
import { type Ask, defineRecipe, type Place } from '../recipe.ts'

/** How hard a database, or an instance, works. */
export const databaseLoad = defineRecipe({
  name: 'database_load',
  about: 'incidents',
  description: 'CPU and connections of a database (CPU of an instance) over the last 24 hours.',
  questions: [
    "what's the CPU and connection count on the database over the last 24 hours?",
    'how busy is the database?',
    'database load',
    'CPU utilization and connections of the database',
    'how many connections does the database have?',
    'CPU utilization of an instance over the last day',
    'CPU usage of i-0123456789abcdef0',
  ],
  scope: 'estate',
  services: ['rds', 'cloudwatch', 'ec2'],
  parameters: z.strictObject({
    name: name('database or instance, or its id'),
    words: words('database or instance'),
    period: period(),
  }),
  async run(parameters, ask) {
    const meant = await thingsMeant(parameters, ask)
    if (typeof meant === 'string') return { summary: meant, evidence: [] }
    const left = meant.length - mostThings
    if (left > 0) ask.missed(`${left} of ${meant.length} databases`, 'Name the one you mean.')
    const when = periodOf(parameters.period, ask.now) ?? {
      start: new Date(ask.now.getTime() - 24 * 3_600_000),
      end: ask.now,
    }
    const answers = await inParallel(meant.slice(0, mostThings), 4, (thing) =>
      loadOf(thing, when, thing.place),
    )
    return {
      summary: answers.map(({ summary }) => summary).join(' '),
      evidence: answers
        .flatMap(({ evidence }) => evidence)
        .toSorted((a, b) => order.indexOf(a.evidence) - order.indexOf(b.evidence)),
    }
  },
})

/** Each costs a call, and as many rows as hours. */
const mostThings = 12
const order = ['Load', 'Load over time']

/** What is named; all databases where nothing is; else why there is none. */
async function thingsMeant(asked: Named, ask: Ask): Promise<Thing[] | string> {
  const id = asked.name ?? ''
  const isId = /^i-[\da-f]{8,17}$/.test(id)
  const databases = isId ? [] : await ask.everywhere(readDatabases)
  const ofDatabases = said(databases, asked)
  if (ofDatabases.length > 0) return ofDatabases
  const instances = await ask.everywhere(readInstances)
  const ofInstances = isId ? instances.filter((one) => one.id === id) : said(instances, asked)
  if (ofInstances.length > 0) return ofInstances
  // CloudWatch remembers an instance that is gone.
  if (isId) return ask.places.map((place) => ({ kind: 'instance', id, name: id, place }))
  if (asked.name === undefined && databases.length > 0) return databases
  const names = databases.map(({ name }) => name)
  return noSuch('database', { names, name: asked.name }, ask)
}

const said = (things: readonly Thing[], asked: Named): Thing[] => {
  const names = new Set(
    namesMeant(
      asked,
      things.map(({ name }) => name),
    ),
  )
  // Of several that are named beside each other each is meant.
  const beside = (name: string) =>
    asked.name !== undefined &&
    new RegExp(`(?<![\\w.-])${RegExp.escape(name)}(?![\\w-])`).test(asked.words ?? '')
  return things.filter(({ name }) => names.has(name) || (names.size > 0 && beside(name)))
}

async function readDatabases(place: Place): Promise<Thing[]> {
  const found = await place.read('rds:DescribeDBInstances')
  return found.map(({ DBInstanceIdentifier }) => {
    const id = text(DBInstanceIdentifier)
    return { kind: 'database', id, name: id, place }
  })
}

async function readInstances(place: Place): Promise<Thing[]> {
  const found = (await place.tryRead('ec2:DescribeInstances')) ?? []
  return found.map(({ InstanceId, Tags }) => {
    const id = text(InstanceId)
    return { kind: 'instance', id, name: tagOf(Tags, 'Name') ?? id, place }
  })
}
