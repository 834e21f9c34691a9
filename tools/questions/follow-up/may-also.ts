import type { Resolved, Shown } from './shown.ts'
import { stepsOf } from './steps.ts'

/** `can ci-deployer do that?` after who can stop instances: the same of that one. */
export function mayAlso(text: string, { question, call }: Shown): Resolved | undefined {
  if (call?.operation !== 'recipe:permissions') return undefined
  const [, verb = '', who = ''] = asks.exec(text) ?? []
  const step = stepsOf(question).at(-1) ?? ''
  const [, deed = ''] =
    /\bwho(?:ever)? (?:else )?(?:can|may|could|is allowed to|is able to) (.+?)[?.!\s]*$/i.exec(
      step,
    ) ??
    /\b(?:can|may|could|is) (?:user |role |group )?[\w.-]+ (?:allowed to |able to )?(.+?)[?.!\s]*$/i.exec(
      step,
    ) ??
    []
  return who === '' || deed === ''
    ? undefined
    : { question: `${verb.toLowerCase()} ${who} ${deed}?` }
}

const asks =
  /^\W*(?:(?:and|but|so|ok(?:ay)?)\b,? *)*(can|may|could) ((?:user |role |group )?[\w.-]+)(?: also)? (?:do )?(?:that|this|it|so|the same)(?: too| as well)?\W*$/i
