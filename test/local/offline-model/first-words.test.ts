import assert from 'node:assert/strict'
import { Message, TextBlock, ToolResultBlock, ToolUseBlock } from '@strands-agents/sdk'
import { answerFirstWords } from '../../../local/offline-model/first-words/first-words.ts'
import { readFirstWords } from '../../../local/offline-model/first-words/read-first-words.ts'
import { followUps } from '../../../services/client/chat/follow-ups.ts'
import {
  type LocalStack,
  localAgent,
  startLocalStack,
} from '../../services/client/local-session.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  help: [
    'help',
    '?',
    'Help me, please!',
    'what can you do?',
    'what can I ask?',
    'So what else can I ask you about?',
    'how does this work?',
    'give me some examples',
    'How can you help us?',
    'what kind of questions can you answer?',
  ],
  greeting: ['hi', 'Hello!', 'hey there', 'good morning', 'hi, how are you?', 'bonjour'],
  identity: ['who are you?', "what's your name?", 'tell me about yourself', 'Are you a bot?'],
  model: ['what model are you?', 'which LLM do you use', 'are you ChatGPT?'],
  'read-only': [
    'are you read only?',
    'Is this read-only?',
    'can you change anything in my account?',
    'could you delete something by accident?',
    'do you have write access?',
  ],
  services: [
    'which services?',
    'What AWS services do you cover?',
    'which services can I ask about?',
  ],
  tools: ['list tools', 'show me your tools', 'what tools do you have?'],
  'last-call': [
    'what did you just call?',
    'which tool did you use?',
    'What was the last API call?',
    'show me the calls you made',
    'how do you know that?',
  ],
  thanks: ['thanks', 'Thank you very much!', 'great, thanks', 'perfect', 'danke'],
  goodbye: ['exit', 'bye', 'quit', 'see you later', 'how do I leave the chat?'],
}

const questions = [
  'help me find unencrypted buckets',
  'who are the users?',
  'what services are failing?',
  'which services do we have?',
  'list services',
  'list foundation models',
  'which models are in bedrock?',
  'who am i',
  'who changed it?',
  'is it encrypted?',
  'is it read only?',
  'who created this?',
  'what did alice do yesterday?',
  'how many calls were made to orders?',
  'can you stop i-0c2ef1b582f30deaf?',
  'delete everything',
  'what is checkout-api?',
  'which users have write access?',
  'what is wrong?',
  "what's up with checkout-api?",
  'hello-world function',
  'thank-you-notes bucket',
  'and in eu-west-1?',
  'which one is the oldest?',
  'why?',
]

describe('first words', () => {
  for (const [kind, texts] of Object.entries(said)) {
    it(`are known however they are worded: ${kind}`, () => {
      assert.deepEqual(
        texts.map((text) => [text, readFirstWords(text, { isOpening: true })]),
        texts.map((text) => [text, kind]),
      )
    })
  }

  it('swallow no question about the estate', () => {
    const taken = questions.filter((text) => readFirstWords(text, { isOpening: false }))
    assert.deepEqual(taken, [])
  })

  it('greet whom they are told to', () => {
    const answer = answerFirstWords('Say hello to Ada, please!', { tools: [], before: [] })
    assert.match(answer ?? '', /^Hello, Ada! I am the AWS Operations Agent, .*offline model/)
  })

  it('offer only what the tools of the turn answer, and not what was asked before', () => {
    const tools = [{ name: 'cloudwatch_read_operations' }, { name: 'iam_read_operations' }]
    const asked = 'Which alarms are firing, and since when?'
    assert.deepEqual(offers('help', { tools, before: [] }), [
      asked,
      'Which access keys are older than 90 days, and whose are they?',
    ])
    assert.deepEqual(offers('help', { tools, before: [user(asked)] }), [
      'Which access keys are older than 90 days, and whose are they?',
    ])
    assert.deepEqual(offers('help', { tools: [], before: [] }), [])
  })

  it('tell what the turn before called', () => {
    const call = { name: 'ec2_read_operations', toolUseId: 't1' }
    const result = {
      status: 'ok',
      operation: 'ec2:DescribeInstances',
      call: { operation: 'ec2:DescribeInstances', parameters: { MaxResults: 5 } },
      regions: [{ region: 'eu-west-1', status: 'ok', items: [], truncated: false }],
    }
    const before = [
      user('instances in Ireland'),
      new Message({
        role: 'assistant',
        content: [new ToolUseBlock({ ...call, input: { question: 'instances in Ireland' } })],
      }),
      new Message({
        role: 'user',
        content: [
          ToolResultBlock.fromJSON({
            toolResult: {
              toolUseId: 't1',
              status: 'success',
              content: [{ json: { untrusted_aws_data: result } }],
            },
          }),
        ],
      }),
      new Message({ role: 'assistant', content: [new TextBlock('None.')] }),
    ]
    assert.equal(
      answerFirstWords('what did you just call?', { tools: [], before }),
      'I called `ec2_read_operations` with `{"question":"instances in Ireland"}`. ' +
        'It ran `ec2:DescribeInstances` in eu-west-1 with `{"MaxResults":5}`.',
    )
    const thanked = [...before, user('thanks'), new Message({ role: 'assistant', content: [] })]
    assert.equal(
      answerFirstWords('what did you just call?', { tools: [], before: thanked }),
      'Nothing: the answer before this one called no tool.',
    )
    assert.equal(
      answerFirstWords('what did you just call?', { tools: [], before: [] }),
      'Nothing yet: this is the first question of the conversation.',
    )
  })

  describe('on the local stack', function () {
    this.timeout(30_000)
    let local: LocalStack

    before(async () => {
      local = await startLocalStack()
    })
    after(() => local.close())

    it('offer questions that are answered when they are taken', async () => {
      const help = await ask('help')
      assert.deepEqual(help.calls, [])
      const offered = followUps([], help.text)
      assert.equal(offered.length, 3)
      for (const question of offered) {
        const { calls, text } = await ask(question)
        assert.deepEqual([question, calls], [question, ['ok']])
        assert.doesNotMatch(text, /not clear|also needs/)
      }
    })

    it('call no tool', async () => {
      for (const text of ['hi', 'who are you?', 'list tools', 'thanks!']) {
        assert.deepEqual([text, (await ask(text)).calls], [text, []])
      }
    })

    async function ask(message: string) {
      const agent = localAgent(local.stack, 'ana')
      const events = await Array.fromAsync(agent.ask({ message }, new AbortController().signal))
      return {
        text: events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join(''),
        calls: events.flatMap((event) => (event.type === 'tool_result' ? [event.status] : [])),
      }
    }
  })
})

const user = (text: string) => new Message({ role: 'user', content: [new TextBlock(text)] })

const offers = (text: string, around: Parameters<typeof answerFirstWords>[1]) =>
  followUps([], answerFirstWords(text, around) ?? '')
