import { isZone } from '../../is-zone.ts'

/** The IANA zone that a question names: `yesterday evening (Europe/Zurich)`, `today, Asia/Tokyo time`. */
export function takeTimeZone(text: Taking): string | undefined {
  const [found] = text.take(zonePattern, ([, zone = '']) => isZone(zone))
  return found?.[1]
}

interface Taking {
  take(pattern: RegExp, accept: (match: RegExpMatchArray) => boolean): RegExpMatchArray[]
}

/** Names with this form are places of the clock, if they are known as such. */
const zoneForm =
  '(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\\/[A-Za-z_]+(?:\\/[A-Za-z_]+)?'

const zonePattern = new RegExp(
  `(?:,? ?\\(|,? ?\\b(?:in|by) (?:the )?(?:time ?zone )?| )(${zoneForm})(?: time)?\\)?(?![\\w/-])`,
)

/** By how much a zone's clock is ahead of UTC at a moment. */
export function offsetMs(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The moment at which the zone's clock shows what `wall` does in UTC. */
export function momentOf(wall: Date, zone: string): Date {
  const guess = new Date(wall.getTime() - offsetMs(zone, wall))
  return new Date(wall.getTime() - offsetMs(zone, guess))
}
