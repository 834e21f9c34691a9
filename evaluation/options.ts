import { Command, InvalidArgumentError } from 'commander'

export interface Options {
  model: string
  seed: string[]
  repeats: number
  phrasings: number
  tasks: string[]
  out?: string
  maxUsd?: number
  maxMinutes?: number
  regrade?: string
  compare?: string[]
  atLeast?: number
  atMost?: number
}

export function evaluateOptions(): Command {
  return new Command('npm run evaluate --')
    .description(
      'Asks a model what is going on in the sample company, and grades its answers by program.',
    )
    .option(
      '--model <which>',
      'offline, oracle, liar, subtle-liar, bedrock, openai, or script:FILE',
      model,
      'offline',
    )
    .option('--seed <list>', 'whose companies: one each', list, ['1', '2', '3'])
    .option('--repeats <n>', 'how often each question is asked', count, 1)
    .option('--phrasings <n>', 'in how many of its five phrasings each task is asked', phrasings, 5)
    .option('--tasks <list>', 'patterns of task names: lookup, cost-last-month, …', list, [])
    .option(
      '--out <folder>',
      'where transcripts and report are kept (default: evaluation/results/…)',
    )
    .option('--max-usd <n>', 'ends where this much was spent', amount)
    .option('--max-minutes <n>', 'ends after this long', amount)
    .option('--regrade <folder>', 'grades kept transcripts anew; asks no model')
    .option('--compare <folders...>', 'sets two reports beside each other')
    .option('--at-least <percent>', 'fails where fewer are right', amount)
    .option('--at-most <percent>', 'fails where more are right', amount)
    .addHelpText(
      'after',
      '\nMODEL_ID, OPENAI_BASE_URL, OPENAI_API_KEY and the AWS variables are as for npm start (docs/local.md).',
    )
    .showHelpAfterError('All options: npm run evaluate -- --help')
    .exitOverride()
}

function model(text: string): string {
  if (/^(?:offline|oracle|liar|subtle-liar|bedrock|openai|script:.+)$/.test(text)) return text
  throw new InvalidArgumentError(
    'Expected offline, oracle, liar, subtle-liar, bedrock, openai, or script:FILE.',
  )
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

function count(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a number from 1.')
}

function phrasings(text: string): number {
  if (/^[1-5]$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Expected a number from 1 to 5.')
}

function amount(text: string): number {
  const value = Number(text)
  if (text !== '' && value >= 0) return value
  throw new InvalidArgumentError('Expected a number.')
}
