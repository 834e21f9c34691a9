import { answerSteps } from '../../../tools/questions/answer-again.ts'
import { contextOf } from '../executor/scripted-clients.ts'
import { sampleClients } from '../recipes/sample-answer.ts'

export const when = new Date('2026-03-18T14:25:31.250Z')

/** What is said to a question about the sample account: the sentences, and what was left out of account. */
export async function askSample(question: string, clients = sampleClients(when)) {
  const context = contextOf(clients, { now: () => when })
  const { summary, regions, notice, message, call, status, parts } = await answerSteps(
    { question },
    context,
  )
  const told = regions.flatMap((region) =>
    'summary' in region && region.summary !== undefined ? [region.summary] : [],
  )
  return {
    status,
    parts: parts?.map(({ question, summary, message }, at) => {
      const own = regions.filter((region) => region.part === at)
      const told = own.map((region) => ('summary' in region ? region.summary : undefined))
      return [`${question}:`, summary, ...told, message]
        .filter(Boolean)
        .join(' ')
        .replaceAll('*', '')
    }),
    said: [summary, ...(parts ?? []).map((part) => part.summary), ...told, message]
      .filter(Boolean)
      .join('\n')
      .replaceAll('*', ''),
    notice,
    query: call?.query,
    operation: call?.operation,
  }
}
