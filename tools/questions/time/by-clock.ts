import type { ToolContext } from '../../tool.ts'
import { cost } from '../intents/intent.ts'
import { inEnglish } from '../languages/gloss.ts'
import { Text } from '../words/text.ts'
import { takePeriod } from './take-period.ts'

/**
 * A text with the zone of the person who asks, where that is another time: `yesterday (Europe/Zurich)`.
 * What names a zone keeps it; days of a bill are UTC's, as AWS adds them up.
 */
export function byClock(text: string, { timeZone, now }: Asker): string {
  if (timeZone === undefined || cost.test(text)) return text
  const own = new Text(inEnglish(text))
  if (own.zone !== undefined) return text
  const at = now()
  const period = takePeriod(own, at)
  if (period === undefined || period.zone !== undefined) return text
  const zoned = `${text.replace(/[\s?.!]+$/, '')} (${timeZone})${/\?\s*$/.test(text) ? '?' : ''}`
  const there = takePeriod(new Text(inEnglish(zoned)), at)
  const isSame =
    there === undefined || (+there.start === +period.start && +there.end === +period.end)
  return isSame ? text : zoned
}

type Asker = Pick<ToolContext, 'timeZone' | 'now'>
