import type { Text } from './text.ts'

const target = String.raw`(?:(?:an? |the )?[\w.-]*\d[\w.-]*|graviton|arm|intel|aurora|fargate|serverless|on-demand|provisioned|spot)`
const may = `(?:could|can|should|may|might|must|shall|would|ought to|needs? to|has to|have to|want to|(?:is|are) to|(?:ready|eligible|due|candidates?|fit|suitable|left|waiting) (?:to|for)(?: be)?|to)`
const become = `(?:be|become|use|run(?: on)?|go(?: up)?|(?:be )?(?:mov|migrat|upgrad|convert|switch|chang|replac|swapp?|turn|modifi|modify|updat|bump)(?:e|es|ed|ing)?)`

/**
 * What things are to become they are not: `that should be gp3`, `could I migrate to gp3`,
 * `to be replaced with m6i`.
 */
const wish = new RegExp(
  String.raw`(?<=\w )(?:(?:that|which|and) )?${may}(?: (?:i|we|you|one|they|be))* (?:(?:really|rather|now|still|safely|easily) )?${become}(?: over| up| across)?(?: (?:to|into|with|by|onto|on))? ${target}(?: instances?| volumes?| types?)?(?: instead| or (?:newer|later|higher))?(?= *[?.!,]| *$)`,
  'i',
)

export const takeWish = (text: Text): void => void text.take(wish)
