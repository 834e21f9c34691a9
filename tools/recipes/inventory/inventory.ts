import * as z from 'zod'
import { serviceNames, services } from '../../catalogue/services.ts'
import { findOperation } from '../../executor/find-operation.ts'
import { inParallel } from '../../executor/in-parallel.ts'
import type { Kind } from '../../questions/things/kind.ts'
import { aboutAll } from '../evidence/whole.ts'
import { listed, numbered } from '../evidence/wording.ts'
import { type Ask, defineRecipe } from '../recipe.ts'
import { mainKinds, pluralOf, type Thing, thingsOf } from './things.ts'

/** What there is in the account, counted by kind and region. */
export const inventory = defineRecipe({
  name: 'inventory',
  about: 'inventory',
  description: 'What there is in the account: how many things of each kind, and in which region.',
  questions: [
    'what do we have in this account?',
    'give me an inventory of the account',
    'inventory of all resources',
    'which resources do we have, and how many of each?',
    'what is running in this account?',
  ],
  scope: 'estate',
  services: ['ec2', 'rds', 's3', 'lambda', 'ecs', 'iam'],
  parameters: z.strictObject({}),
  async run(_parameters, ask) {
    const all = await inParallel(mainKinds, 6, (kind) => thingsOf(kind, ask))
    const found = await Promise.all(
      mainKinds.map((kind, at) => hereOf(kind, { things: all[at] ?? [], ask })),
    )
    const counted = mainKinds
      .map((kind, at) => ({ kind, things: found[at] ?? [] }))
      .filter(({ things }) => things.length > 0)
    ask.note(`Looked for: ${mainKinds.map(pluralOf).join(', ')}; nothing else.`)
    return {
      summary: summarize(counted, ask),
      evidence: counted.map(({ kind, things }) => ({
        evidence: 'In the account',
        Kind: kind.noun,
        Count: things.length,
        ...byRegion(things, ask),
        Names: listed(
          things.map(({ name }) => name),
          6,
        ),
      })),
      followUps: ['What is wrong right now?', 'What are we paying for that nobody uses?'],
    }
  },
})

/** Of lists of the whole account what is in the regions that were asked for: buckets say where they are. */
async function hereOf(
  kind: Kind,
  { things, ask }: { things: readonly Thing[]; ask: Ask },
): Promise<readonly Thing[]> {
  const { service } = await findOperation(kind.list, serviceNames)
  const { places, regionsAsked } = ask
  const isOfAll = regionsAsked.length === 0 || regionsAsked.includes('all')
  if (services[service].scope === undefined || isOfAll) return things
  return things.filter(({ item }) => places.some(({ region }) => item.BucketRegion === region))
}

interface Counted {
  kind: Kind
  things: readonly Thing[]
}

const byRegion = (things: readonly Thing[], { places }: Ask) =>
  places.length === 1
    ? {}
    : Object.fromEntries(
        places.map((place) => [
          place.region,
          things.filter((one) => one.place.region === place.region).length,
        ]),
      )

function summarize(counted: readonly Counted[], ask: Ask): string {
  if (counted.length === 0) {
    return aboutAll(
      ask.whole(),
      `There is nothing of the kinds looked for in ${ask.where}.`,
      `0 things were seen in ${ask.where}.`,
    )
  }
  const all = counted.reduce((sum, { things }) => sum + things.length, 0)
  const kinds = counted.map(({ kind, things }) =>
    numbered(things.length, kind.noun, pluralOf(kind)),
  )
  return `${numbered(all, 'thing')} of ${numbered(counted.length, 'kind')} in ${ask.where}: ${listed(kinds, 40)}.`
}
