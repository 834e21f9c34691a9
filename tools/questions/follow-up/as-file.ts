import type { Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/** `as csv`, `can I get that in json?`: by which command the rows come so; here they are shown as tables. */
export function asFile(text: string, { question, rows }: Shown): string | undefined {
  const [, said = ''] = wanted.exec(text) ?? []
  if (said === '' || rows.length === 0) return undefined
  const format = /json/i.test(said) ? 'json' : 'csv'
  const asked = stepsOf(question).join(' → ').replaceAll('"', "'")
  return `An answer shows its rows as a table. As ${format.toUpperCase()} they come from the command \`aws-ops ask -o ${format} "${asked}"\`${format === 'csv' ? ', which a spreadsheet opens' : ': the events of the answer, one a line, the rows in its tool result'}.`
}

const wanted =
  /^\W*(?:(?:and|ok(?:ay)?|now|please|then),? )*(?:(?:can|could) (?:i|you|we) (?:get|have|show|give|export|save|download|send)(?: me)? ?|(?:give|show|export|save|download|put|print|send|convert|i (?:want|need)|output)(?: me)? ?)?(?:(?:that|this|it|them|those|these|the (?:list|table|result|rows)|everything|all)(?: of (?:them|it))? ?)?(?:as|in|into|to)(?: an?| the)? (csv|json|excel|xlsx?|spreadsheet)(?: (?:file|format|sheet|form))?(?:,? (?:please|pls|thanks))?\W*$/i
