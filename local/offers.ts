import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { roomyOllama } from './ollama.ts'
import type { LocalOptions } from './options.ts'

/** What is found on this machine and could be used: offered in the banner, never taken. */
export function offers(
  { account, model }: Pick<LocalOptions, 'account' | 'model'>,
  env: Record<string, string | undefined>,
): string[] {
  const aws = foundAws(env)
  const openai = foundOpenAi(env)
  return [
    ...(aws !== undefined && account === 'sample'
      ? [`Found ${aws}: --account aws asks about your own account.`]
      : []),
    ...(aws !== undefined && model === 'offline'
      ? [`Found ${aws}: --model bedrock answers with a language model on Amazon Bedrock.`]
      : []),
    ...(openai !== undefined && model === 'offline'
      ? [`Found ${openai}: --model openai answers with a language model there (MODEL_ID names it).`]
      : []),
  ]
}

/** Offers an Ollama that runs on this machine, once it has said so: nobody waits for it. */
export function offerOllama(offer: (line: string) => void, origin?: string): void {
  roomyOllama(origin).then((found) => {
    if (found === undefined) return
    const { model, url } = found
    offer(
      `Found Ollama with ${model}: OPENAI_BASE_URL=${url} MODEL_ID=${model} npm start -- --model openai answers with it.`,
    )
  })
}

function foundAws(env: Record<string, string | undefined>): string | undefined {
  if (env.AWS_PROFILE) return `AWS profile ${env.AWS_PROFILE}`
  if (env.AWS_ACCESS_KEY_ID) return 'AWS credentials in the environment'
  const files = [
    env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials'),
    env.AWS_CONFIG_FILE ?? join(homedir(), '.aws', 'config'),
  ]
  return files.some((file) => existsSync(file)) ? 'AWS settings in ~/.aws' : undefined
}

function foundOpenAi(env: Record<string, string | undefined>): string | undefined {
  if (env.OPENAI_BASE_URL) return `OPENAI_BASE_URL (${env.OPENAI_BASE_URL})`
  return env.OPENAI_API_KEY ? 'OPENAI_API_KEY' : undefined
}
