import { shownTime } from './times.ts'

/** As the reader's clock shows it, with UTC beside. */
export function Time({ at }: { at: number }) {
  if (Number.isNaN(at)) return null
  const { iso, local, utc } = shownTime(at)
  return (
    <time dateTime={iso}>
      {local}
      {utc !== undefined && <span class="utc"> ({utc})</span>}
    </time>
  )
}
