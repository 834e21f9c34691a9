import { JsonBlock, Message, TextBlock, ToolResultBlock, ToolUseBlock } from '@strands-agents/sdk'
import { shownBefore } from '../../../../local/offline-model/shown-before.ts'
import { answerAgain, answerSteps } from '../../../../tools/questions/answer-again.ts'
import { isRead, readingsOf } from '../../../../tools/questions/follow-up/readings.ts'
import type { ToolResult } from '../../../../tools/tool.ts'
import { contextOf } from '../../executor/scripted-clients.ts'
import { sampleClients } from '../../recipes/sample-answer.ts'

const when = new Date('2026-03-18T14:25:31.250Z')

/** What the last turn of a conversation about the sample account is told, each turn seeing what the ones before showed. */
export async function converse(...turns: readonly string[]): Promise<string> {
  const context = contextOf(sampleClients(when), {
    now: () => when,
    dataAccess: new Set(['logs'] as const),
  })
  const messages: Message[] = []
  let told = ''
  for (const text of turns) {
    const shown = shownBefore(messages)
    messages.push(new Message({ role: 'user', content: [new TextBlock(text)] }))
    const tried: { told: string; isKnown: boolean }[] = []
    for (const { question, call, said, note } of readingsOf(text, shown, when)) {
      if (said !== undefined) {
        tried.push({ told: said, isKnown: true })
        break
      }
      const again = call === undefined ? undefined : await answerAgain({ question, call }, context)
      const result = again ?? (await answerSteps({ question }, context))
      messages.push(...asTurn(question, result, `asked-${messages.length}`))
      tried.push({
        told: [note, sentences(result)].filter(Boolean).join('\n'),
        isKnown: isRead(result),
      })
      if (isRead(result)) break
    }
    told = (tried.find(({ isKnown }) => isKnown) ?? tried[0])?.told ?? ''
  }
  return told
}

function sentences({ notice, summary, message, regions }: ToolResult): string {
  const each = regions.flatMap((region) => ('summary' in region ? [region.summary] : []))
  return [notice, summary, ...each, message].filter(Boolean).join('\n').replaceAll('*', '')
}

function asTurn(question: string, result: ToolResult, toolUseId: string): Message[] {
  const input = { question }
  const content = [new JsonBlock({ json: JSON.parse(JSON.stringify(result)) })]
  return [
    new Message({
      role: 'assistant',
      content: [new ToolUseBlock({ name: 'ec2_read_operations', toolUseId, input })],
    }),
    new Message({
      role: 'user',
      content: [new ToolResultBlock({ toolUseId, status: 'success', content })],
    }),
  ]
}
