import {
  chosenServices,
  type ServicesSetting,
  servicesSetting,
} from '../../tools/catalogue/chosen-services.ts'
import { type DataKind, dataKinds } from '../../tools/tool.ts'

/**
 * The function's configuration; throws at start for what is wrong in it, naming it. By hand, as a
 * library for it would be half of what the handler starts with.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>) {
  const { DATA_ACCESS, READABLE_ACCOUNTS, SERVICES = 'core' } = variables
  const { ENVIRONMENT = 'dev', LOG_LEVEL = 'info', AWS_REGION = 'us-east-1' } = variables
  return {
    dataAccess: new Set(wordsOf(DATA_ACCESS).map(kindOf)),
    ...(READABLE_ACCOUNTS === undefined
      ? {}
      : { readableAccounts: new Set(wordsOf(READABLE_ACCOUNTS).map(accountOf)) }),
    services: servicesOf(servicesSetting(SERVICES)),
    environment: ENVIRONMENT,
    logLevel: levels.find((level) => level === LOG_LEVEL) ?? noLevel(LOG_LEVEL),
    region: AWS_REGION,
  }
}

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const wordsOf = (list = ''): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function kindOf(word: string): DataKind {
  const kind = dataKinds.find((known) => known === word)
  if (kind !== undefined) return kind
  const known = dataKinds.join(', ')
  throw new Error(`DATA_ACCESS names an unknown kind of data: ${word}. Known: ${known}`)
}

function accountOf(word: string): string {
  if (/^\d{12}$/.test(word)) return word
  throw new Error(`READABLE_ACCOUNTS is a list of account numbers, which ${word} is not`)
}

function servicesOf(setting: ServicesSetting) {
  try {
    return chosenServices(setting)
  } catch (error) {
    throw new Error(`SERVICES: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

function noLevel(word: string): never {
  throw new Error(`LOG_LEVEL is ${word}, and no level. Known: ${levels.join(', ')}`)
}
