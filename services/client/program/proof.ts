import { type Entry, examples, type Json, jsonOption, wholeNumber } from './entry.ts'

export const proof: Entry = {
  name: 'proof',
  define: (command, run) =>
    command
      .description('what each fact of an answer rests on: call, row and aws command')
      .argument('<conversation>')
      .argument('[turn]', 'which one, by its number; without it, the newest', wholeNumber)
      .option('--rerun', 'ask the same calls again, as you, and show what differs now')
      .addOption(jsonOption())
      .addHelpText('after', proofExamples)
      .action((id: string, turn: number | undefined, options: Json & { rerun?: boolean }) =>
        run(async (context) =>
          (await import('../commands/proof.ts')).proof(context, {
            ...{ ...options, id },
            ...(turn !== undefined && { turn }),
          }),
        ),
      ),
}

const proofExamples = examples(
  'aws-ops proof "Which instances"',
  'aws-ops proof c_3f9 2 --rerun',
  'aws-ops proof c_3f9 --json | jq ".claims[] | select(.status == \\"unbacked\\")"',
)
