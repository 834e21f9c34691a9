import { Option } from 'commander'
import { type Entry, examples, type Json, jsonOption, type Run, wholeNumber } from './entry.ts'

/** An id or its beginning, or the beginning of a title. */
const which = '<conversation>'

export const conversations: Entry = {
  name: 'conversations',
  define(command, run) {
    command
      .description('list, show, rename, export or delete your conversations')
      .addHelpText('after', conversationExamples)

    command
      .command('list')
      .description('the newest first')
      .option('--limit <n>', 'how many', wholeNumber, 20)
      .addOption(jsonOption())
      .action((options: Json & { limit: number }) =>
        runWith(run, ({ listConversations }, context) => listConversations(context, options)),
      )

    command
      .command(`show ${which}`)
      .description('all of its questions and answers')
      .addOption(jsonOption())
      .action((id: string, options: Json) =>
        runWith(run, ({ showConversation }, context) =>
          showConversation(context, { ...options, id }),
        ),
      )

    command
      .command(`rename ${which} <title...>`)
      .description('give it another title')
      .action((id: string, words: string[]) =>
        runWith(run, ({ renameConversation }, context) =>
          renameConversation(context, { id, title: words.join(' ') }),
        ),
      )

    command
      .command(`export ${which}`)
      .description('with what each fact rests on, to standard output or to a file')
      .addOption(
        new Option('-o, --output <format>', 'of the text')
          .choices(['markdown', 'html', 'json'])
          .default('markdown'),
      )
      .option('-f, --file <file>', 'to write it to')
      .action((id: string, options: { output: 'markdown' | 'html' | 'json'; file?: string }) =>
        runWith(run, ({ exportConversation }, context) =>
          exportConversation(context, { ...options, id }),
        ),
      )

    command
      .command('delete [conversation...]')
      .description('for good; asks first')
      .option('--all', 'all of them')
      .option('-y, --yes', 'do not ask')
      .action((ids: string[], options: { all?: boolean; yes?: boolean }) =>
        runWith(run, ({ deleteConversations }, context) =>
          deleteConversations(context, { ...options, ids }),
        ),
      )
  },
}

const conversationExamples = examples(
  'aws-ops conversations list',
  'aws-ops conversations export "Why did our bill" --file bill.md',
  'aws-ops conversations export c_3f9 --output html --file report.html',
  'aws-ops conversations delete --all',
)

type Module = typeof import('../commands/conversations.ts')

function runWith(
  run: Run,
  act: (module: Module, context: Parameters<Parameters<Run>[0]>[0]) => Promise<number>,
): Promise<void> {
  return run(async (context) => act(await import('../commands/conversations.ts'), context))
}
