/** The day after which Bedrock refuses the model, where that is past; profiles count as models. */
export function endOfLife(modelId: string, today: Date): string | undefined {
  const date = Object.entries(endOfLifeDates).find(([id]) => modelId.includes(id))?.[1]
  return date !== undefined && date < today.toISOString().slice(0, 10) ? date : undefined
}

/**
 * From https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html: models that can
 * call tools, and that somebody may still have configured.
 */
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
