import { type JSONValue, JsonBlock, Message, TextBlock, ToolResultBlock } from '@strands-agents/sdk'
import { openModel } from '../../../local/model.ts'
import { modelForm } from '../../../services/agent/model-form/write.ts'
import { toolOutcome, untrusted } from '../../../services/agent/tool-result.ts'
import { tools } from '../../../tools/tools.ts'
import { contextOf } from '../../tools/executor/scripted-clients.ts'
import { sampleClients } from '../../tools/recipes/sample-answer.ts'

/** What each of these questions is answered, one after the other, by the offline model over the sample account. */
export async function converse(...questions: string[]): Promise<Told[]> {
  const now = new Date()
  const context = contextOf(sampleClients(now), {
    now: () => now,
    dataAccess: new Set(['logs']),
  })
  const model = (await openModel('offline', {})).factory?.({} as never)
  if (model === undefined) throw new Error('No offline model')
  const toolSpecs = tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema: JSON.parse(JSON.stringify(inputSchema)),
  }))
  const messages: Message[] = []
  const told: Told[] = []

  /** One answer of the model: its text, and the call that it makes, if any. */
  async function answer() {
    let text = ''
    let call: { name: string; toolUseId: string; input: JSONValue } | undefined
    for await (const event of model?.stream(messages, { toolSpecs }) ?? []) {
      if (event.type === 'modelContentBlockStartEvent' && event.start?.type === 'toolUseStart')
        call = { ...event.start, input: {} }
      if (event.type !== 'modelContentBlockDeltaEvent') continue
      if (event.delta.type === 'textDelta') text += event.delta.text
      if (event.delta.type === 'toolUseInputDelta' && call !== undefined)
        call.input = JSON.parse(event.delta.input)
    }
    return { text, call }
  }

  for (const question of questions) {
    messages.push(new Message({ role: 'user', content: [new TextBlock(question)] }))
    let { text, call } = await answer()
    const asked = call
    while (call !== undefined) {
      const asking = call
      const tool = tools.find(({ name }) => name === asking.name)
      const result = await tool?.run(call.input, context)
      const { result: json } = toolOutcome(JSON.stringify(result), false)
      const { ToolUseBlock } = await import('@strands-agents/sdk')
      messages.push(new Message({ role: 'assistant', content: [new ToolUseBlock(call)] }))
      const block = new ToolResultBlock({
        toolUseId: call.toolUseId,
        status: 'success',
        content: [new JsonBlock({ json: untrusted(modelForm(json, call.input)) as JSONValue })],
      })
      messages.push(new Message({ role: 'user', content: [block] }))
      ;({ text, call } = await answer())
    }
    messages.push(new Message({ role: 'assistant', content: [new TextBlock(text)] }))
    told.push({ question, text, input: asked?.input })
  }
  return told
}

interface Told {
  question: string
  text: string
  /** What the tool was called with; undefined where none was. */
  input: JSONValue | undefined
}
