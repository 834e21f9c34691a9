/** Milliseconds of what tools and AWS write as a time; undefined for all else. */
export function timeOf(text: string): number | undefined {
  const [, day, minute, , isUtc] = written.exec(text.trim()) ?? []
  if (day === undefined) return undefined
  if (minute === undefined) return valid(`${day}T00:00:00Z`)
  return isUtc === undefined ? undefined : valid(`${day}T${minute.replace(/\+00:00$/, '')}Z`)
}

/** A day, or an instant that says that it is of UTC. */
const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(:\d\d(?:\.\d+)?)?)(Z|\+00:00| UTC))?$/

function valid(text: string): number | undefined {
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** As the reader's clock shows it, with UTC beside where that is another. */
export interface ShownTime {
  iso: string
  local: string
  /** Absent where the reader's zone is UTC. */
  utc?: string
}

export function shownTime(at: number, zone?: string): ShownTime {
  const local = formatted(at, zone)
  const utc = formatted(at, 'UTC')
  const iso = new Date(at).toISOString()
  if (local === utc) return { iso, local: `${local} UTC` }
  // The day once, where it is the same.
  const [day, minute] = [utc.slice(0, 10), utc.slice(11)]
  return { iso, local, utc: local.startsWith(day) ? `${minute} UTC` : `${utc} UTC` }
}

/** `2026-01-31 14:05` */
function formatted(at: number, timeZone: string | undefined): string {
  return formatterOf(timeZone).format(at)
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>()

function formatterOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const made =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      timeStyle: 'short',
      ...(timeZone !== undefined && { timeZone }),
    })
  formatters.set(timeZone, made)
  return made
}

/** A time within text: `2026-11-28 10:53 UTC`, `2026-11-28T10:53:00Z`, `10:53 UTC`. */
export const timeInText = /\b(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z| UTC)\b/

/** That of `timeInText`; one without a day is the last such before `asOf`. */
export function timeInTextOf(text: string, asOf: number): number | undefined {
  const whole = timeOf(text)
  if (whole !== undefined) return whole
  const day = new Date(asOf).toISOString().slice(0, 10)
  const at = timeOf(`${day} ${text.replace(/Z$/, ' UTC')}`)
  if (at === undefined) return undefined
  return at > asOf + 60_000 ? at - 86_400_000 : at
}
