import * as z from 'zod'
import { daysSince } from '../evidence/ages.ts'
import { partsOn } from '../evidence/services-on.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { choice, days } from '../parameters.ts'
import { type Ask, defineRecipe, type Evidence } from '../recipe.ts'
import { type CustomerKey, customerKeys } from './rotation/keys.ts'
import { type UnrotatedSecret, unrotatedSecrets } from './rotation/secrets.ts'

/** Secrets and keys that do not rotate, or are late with it. */
export const notRotated = defineRecipe({
  name: 'not_rotated',
  about: 'security',
  description:
    'Secrets that were never rotated or are overdue (or not for so many days), and customer KMS keys without automatic rotation, with their aliases.',
  questions: [
    'which secrets are not rotated?',
    'which KMS keys have no rotation?',
    'secrets that were never rotated',
    'which secrets have not been rotated in a year?',
    'customer keys without automatic rotation',
    'is any secret overdue for rotation?',
  ],
  scope: 'estate',
  services: ['secrets-manager', 'kms'],
  parts: true,
  parameters: z.strictObject({
    kind: choice(['everything', 'secret', 'KMS key']),
    state: choice(
      ['any', 'never', 'overdue', 'off'],
      'of secrets: never rotated, overdue, or switched off',
    ),
    days: days(
      'secrets that were not rotated for so many days; without it, those that do not rotate or are overdue',
    ),
  }),
  async run({ kind = 'everything', state = 'any', days: span }, ask) {
    const wanted = parts.filter((part) => kind === 'everything' || part.kind === kind)
    const on = new Set(partsOn(wanted, ask).map((part) => part.kind))
    const found = await ask.everywhere(async (place) => [
      {
        secrets: on.has('secret') ? await unrotatedSecrets(place, span) : undefined,
        keys: on.has('KMS key') ? await customerKeys(place) : undefined,
      },
    ])
    const secrets = found
      .flatMap((one) => one.secrets?.found ?? [])
      .filter(({ why, last }) =>
        state === 'never' ? last === undefined : state === 'any' || why === state,
      )
    const keys = found.flatMap((one) => one.keys?.keys ?? [])
    const others = found.reduce((sum, one) => sum + (one.keys?.others ?? 0), 0)
    if (others > 0)
      ask.note(
        `Not counted: ${counted(others, 'customer key')} that KMS cannot rotate by itself (asymmetric or HMAC, imported, of an own key store, or a replica).`,
      )
    const still = keys.filter(({ rotates }) => rotates === false)
    const all = found.reduce((sum, one) => sum + (one.secrets?.all ?? 0), 0)
    return {
      summary: sentences(
        on.has('secret') ? secretsText(secrets, { all, state, span, ask }) : '',
        on.has('KMS key') ? keysText(still, { keys, ask }) : '',
      ),
      evidence: [
        ...secrets.toSorted((a, b) => b.days - a.days).map((one) => secretRow(one, ask)),
        ...still.map((one) => keyRow(one, ask)),
      ],
    }
  },
})

const parts = [
  { service: 'secrets-manager', kind: 'secret' },
  { service: 'kms', kind: 'KMS key' },
] as const

interface OfSecrets {
  all: number
  state: 'any' | UnrotatedSecret['why']
  span: number | undefined
  ask: Ask
}

function secretsText(
  found: readonly UnrotatedSecret[],
  { all, state, span, ask }: OfSecrets,
): string {
  const what =
    span === undefined
      ? stateTexts[state]
      : `not rotated for more than ${counted(span, 'day')}${state === 'any' ? '' : ` and ${stateTexts[state]}`}`
  if (all === 0) {
    return aboutAll(ask.whole(), `There is no secret in ${ask.where}.`, '0 secrets could be seen.')
  }
  if (found.length === 0) {
    return aboutAll(
      ask.whole(),
      `No secret in ${ask.where} is ${what} (${all} looked at).`,
      `Of ${numbered(all, 'secret')} that could be seen in ${ask.where}, 0 are ${what}.`,
    )
  }
  const groups = Map.groupBy(found, ({ why }) => why)
  const told = (['overdue', 'never', 'off', 'old'] as const).flatMap((why) => {
    const some = groups.get(why)
    const names = listed((some ?? []).map(named(ask)), 8)
    return some === undefined ? [] : [state === 'any' ? `${states[why]}: ${names}` : names]
  })
  return `${found.length} of ${counted(all, 'secret')} in ${ask.where} ${isAre(found.length)} ${what}: ${told.join('; ')}.`
}

const stateTexts = {
  any: 'without rotation or overdue for it',
  never: 'never rotated',
  overdue: 'overdue for rotation',
  off: 'no longer rotated',
  old: 'rotated long ago',
}

const states = {
  overdue: 'overdue',
  never: 'never rotated',
  off: 'rotation is off',
  old: 'rotated long ago',
}

const named =
  (ask: Ask) =>
  ({ name, region, days, last, keeper }: UnrotatedSecret) =>
    `${placed(said(name), region, ask)}, ${last === undefined ? `made ${counted(days, 'day')} ago` : `last ${counted(days, 'day')} ago`}${keeper === undefined ? '' : `, kept by ${said(keeper)}`}`

function placed(name: string, region: string, ask: Ask): string {
  const place = ask.shownRegion(region)
  return place === undefined ? name : `${name} (${place})`
}

function keysText(
  still: readonly CustomerKey[],
  { keys, ask }: { keys: readonly CustomerKey[]; ask: Ask },
): string {
  const live = keys.filter(({ deletedOn }) => deletedOn === undefined)
  const leaving = keys.filter(({ deletedOn }) => deletedOn !== undefined)
  const gone =
    leaving.length === 0
      ? ''
      : `Not counted, as ${leaving.length === 1 ? 'it is' : 'they are'} scheduled for deletion: ${listed(leaving.map((key) => `${placed(nameOf(key), key.region, ask)} on ${key.deletedOn}`))}.`
  if (keys.length === 0) {
    return aboutAll(
      ask.whole(),
      `There is no customer key in ${ask.where} that KMS could rotate.`,
      `0 customer keys that KMS could rotate were seen in ${ask.where}.`,
    )
  }
  const unread = live.filter(({ rotates }) => rotates === undefined).length
  const open =
    unread === 0 || still.length === 0
      ? ''
      : `Whether ${counted(unread, 'other')} ${unread === 1 ? 'rotates' : 'rotate'} could not be read.`
  const text =
    still.length > 0
      ? `${still.length} of ${counted(live.length, 'customer KMS key')} in ${ask.where} ${still.length === 1 ? 'does' : 'do'} not rotate: ${listed(
          still.map((key) => placed(nameOf(key), key.region, ask)),
          8,
        )}.`
      : aboutAll(
          ask.whole(),
          `Each of ${counted(live.length, 'customer KMS key')} in ${ask.where} rotates.`,
          `Of ${numbered(live.length, 'customer KMS key')} that could be seen in ${ask.where}, 0 were seen not to rotate.`,
        )
  return live.length === 0
    ? sentences(`0 customer KMS keys in ${ask.where} are in use that KMS could rotate.`, gone)
    : sentences(text, open, gone)
}

const nameOf = ({ alias, id }: CustomerKey) =>
  alias === undefined ? said(id) : `${said(alias)} (${said(id)})`

const secretRow = (secret: UnrotatedSecret, ask: Ask): Evidence => ({
  evidence: 'Secret that is not rotated',
  Name: secret.name,
  Region: ask.shownRegion(secret.region),
  State: states[secret.why],
  LastRotated: secret.last,
  Days: secret.days,
  Created: secret.created,
  Due: secret.due,
  KeptBy: secret.keeper,
  Changed: secret.changed,
  RotatedBy: secret.by,
})

const keyRow = (key: CustomerKey, ask: Ask): Evidence => ({
  evidence: 'KMS key without rotation',
  Alias: key.alias,
  Key: key.id,
  Region: ask.shownRegion(key.region),
  Created: key.created,
  Days: daysSince(key.created, ask.now),
})
