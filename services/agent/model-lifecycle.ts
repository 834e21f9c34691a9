/** The day after which Bedrock refuses the model, where that is past; profiles count as models. */
export function endOfLife(modelId: string, today: Date): string | undefined {
  const date = Object.entries(endOfLifeDates).find(([id]) => modelId.includes(id))?.[1]
  return date !== undefined && date < today.toISOString().slice(0, 10) ? date : undefined
}

/** Where the dates below are from, and until when that may be relied on: see tools/kept-list.ts. */
export const modelLifecycle = {
  what: 'ends of life of Bedrock’s models',
  source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html',
  comparedOn: '2026-11-22',
  goodForDays: 180,
}

/** Whether the list is so old that a model may have ended which it does not know. */
export const isPastItsAge = (today: Date): boolean =>
  today.getTime() - Date.parse(modelLifecycle.comparedOn) > modelLifecycle.goodForDays * 86_400_000

/** Models that can call tools, and that somebody may still have configured. */
const endOfLifeDates = {
  'anthropic.claude-3-5-sonnet-20240620': '2026-03-01',
  'anthropic.claude-3-7-sonnet-': '2026-04-28',
  'anthropic.claude-opus-4-20250514': '2026-05-31',
  'anthropic.claude-3-5-haiku-': '2026-06-19',
  'meta.llama3-1-405b-': '2026-07-07',
  'meta.llama3-2-': '2026-07-07',
  'anthropic.claude-3-5-sonnet-20241022': '2026-07-30',
  'cohere.command-r-': '2026-08-19',
  'amazon.nova-premier-v1': '2026-09-14',
}
