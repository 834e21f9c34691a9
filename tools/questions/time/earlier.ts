import { numberOf } from '../words/amounts.ts'
import { later, type Period, type Unit } from './period.ts'

interface Earlier {
  said: string
  /** A period as much earlier, of the same length. */
  back: (period: Period) => Period
}

/** “The same weekday a week earlier”, “seven days before”, “same day last week”: a time that another one gives. */
export function soMuchEarlier(question: string): Earlier | undefined {
  const same = sameDay.exec(question)
  const [said = '', many = 'one', unit = ''] = same
    ? [same[0], same[1], same[2] ?? same[3] ?? 'week']
    : (before.exec(question) ?? [])
  if (said === '') return undefined
  const by = -numberOf(many) || -1
  const moved = (date: Date) => later(date, by, unit.toLowerCase() as Unit)
  return { said, back: ({ start, end }) => ({ start: moved(start), end: moved(end) }) }
}

const many = '(an?|one|two|three|four|five|six|seven|\\d{1,2})'
const unit = '(day|week|month|year)s?'

const sameDay = new RegExp(
  `\\b(?:the |on the )?same (?:week ?day|day|date)(?: of(?: the)?)?(?: ${many} ${unit} (?:before|earlier|prior|ago)| (?:in )?(?:the )?(?:last|previous|prior) (week|month|year)| (?:the )?(?:week|month) (?:before|earlier|prior))`,
  'i',
)

const before = new RegExp(
  `\\b${many} ${unit} (?:before(?! \\w)|earlier|prior)(?: (?:to )?(?:that|it|then))?`,
  'i',
)
