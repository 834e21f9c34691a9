import { type Command, Option } from 'commander'
import type { ChatOptions } from '../chat/run-chat.ts'
import type { AskOptions } from '../commands/ask.ts'
import type { WebOptions } from '../commands/web.ts'
import {
  type Entry,
  examples,
  type Json,
  jsonOption,
  maxTokens,
  port,
  temperature,
  wholeNumber,
} from './entry.ts'

export const asking: readonly Entry[] = [
  {
    name: 'chat',
    define: (command, run) =>
      modelOptions(command)
        .description('open a chat: what aws-ops does without a command')
        .addHelpText('after', examples('aws-ops', 'aws-ops --env prod'))
        .action((options: ChatOptions) =>
          run(async (context) => (await import('../chat/run-chat.ts')).chat(context, options)),
        ),
  },
  {
    name: 'ask',
    define: (command, run) =>
      answerOptions(modelOptions(command))
        .description('answer one question and exit; what is piped in is part of the question')
        .argument('[question...]')
        .addHelpText('after', askExamples)
        .action((words: string[], options: AskOptions) =>
          run(async (context) => (await import('../commands/ask.ts')).ask(context, words, options)),
        ),
  },
  {
    name: 'web',
    define: (command, run) =>
      webOptions(command)
        .description('the same answers on a page in your browser, served on this machine alone')
        .option('--port <n>', 'of this machine; else any that is free', port)
        .addHelpText('after', examples('aws-ops web', 'aws-ops web --env prod --no-browser'))
        .action((options: WebOptions) =>
          run(async (context) => (await import('../commands/web.ts')).web(context, options)),
        ),
  },
  {
    name: 'tools',
    define: (command, run) =>
      command
        .description('list the tools that the agent may use for you')
        .addOption(jsonOption())
        .action((options: Json) =>
          run(async (context) => (await import('../commands/tools.ts')).tools(context, options)),
        ),
  },
]

const outputs = ['text', 'markdown', 'json', 'csv']

const askExamples = examples(
  'aws-ops ask "Which volumes are unattached?"',
  'aws-ops ask --output csv "list the buckets" > buckets.csv',
  'tail -n 50 app.log | aws-ops ask "what is going wrong here?"',
)

/** Of one answer. */
export function answerOptions(command: Command): Command {
  return command
    .addOption(new Option('-o, --output <format>', 'of the answer').choices(outputs))
    .option('--tool-call <n>', 'csv: the items of the n-th tool call', wholeNumber)
    .option('--no-tools', 'answer without looking at AWS')
    .option('-q, --quiet', 'nothing but the answer')
}

/** Of the page. */
export function webOptions(command: Command): Command {
  return command.option('--no-browser', 'show the address of the page, and open nothing')
}

/** Of whatever asks a model. */
export function modelOptions(command: Command): Command {
  return command
    .option('-c, --continue', 'go on with your newest conversation')
    .option('--conversation <which>', 'go on with one: the beginning of its id or title')
    .option('--temperature <0-1>', 'of the model', temperature)
    .option('--max-tokens <n>', 'of the answer, 1 to 64000', maxTokens)
}
