import type { Plan } from './plan.ts'

/** `changes by priya.raman`, `what did jonas do`: who did it, of the names that the question says. */
export function personIn({ question, names }: Plan): string | undefined {
  const lower = question.toLowerCase()
  return (
    names.find((name) => {
      const at = lower.indexOf(name.toLowerCase())
      return (
        /\b(?:by|did|has)$/.test(lower.slice(0, at).trimEnd()) ||
        (/\b(?:everything|anything|all|what|things|stuff|changes?)(?: that)?$/.test(
          lower.slice(0, at).trimEnd(),
        ) &&
          doing.test(lower.slice(at + name.length))) ||
        // A thing has changes too: of `first.last` they are what somebody made.
        (/^[a-z]+\.[a-z]+$/i.test(name) &&
          ofSomebody.test(`${lower.slice(0, at)}NAME${lower.slice(at + name.length)}`))
      )
    }) ??
    firstName
      .exec(question)
      ?.slice(1)
      .find((name) => name !== undefined && isName(name))
  )
}

const doing =
  /^ (?:did|has|have|chang\w+|deploy\w*|touch\w*|delet\w+|creat\w+|modif\w+|launch\w*|started|stopped|opened|made|was doing)\b/

const ofSomebody =
  /\bNAME(?:'s?)? (?:(?:recent|last|latest|own) )?(?:changes|actions|activity|activities|deeds|events|api calls|deployments)\b|\b(?:changes|actions|activity|activities|api calls|deployments) (?:of|from|made by|done by) (?:user )?NAME\b/

/** A first name is a plain word: only where nothing but a person can stand. */
export const firstName =
  /\bwhen (?:did|has|was it that) ([a-z]{2,20}) (?:last |most recently |first )?(?:deploy\w*|chang\w+|touch\w*|modif\w+|releas\w+|roll\w*|ship\w*|delet\w+)\b|\bwhat (?:did|has|have|was|is) ([a-z]{2,20}) (?:do|done|doing|chang\w+|deploy\w*|touch\w*|up to|been|delet\w+|creat\w+|modif\w+)\b|\b(?:changes?|changed|deployed|modified|done|made|deployments?|activity|actions?) (?:by|of) ([a-z]{2,20})(?![\w-])|\b(?:what|everything|anything|all|things|stuff)(?: that)? ([a-z]{2,20}) (?:did|has done|changed|deployed|touched|was doing|modified|created|deleted)\b|\b(?:which|what) [a-z ]{2,30} (?:did|has|have) ([a-z]{2,20}) (?:open\w*|chang\w+|deploy\w*|touch\w*|delet\w+|creat\w+|modif\w+|clos\w+|add\w*|remov\w+)\b/i

const isName = (word: string) =>
  !/^(?:we|i|you|they|he|she|it|who|whom|anyone|anybody|someone|somebody|everyone|everybody|nobody|one|the|a|an|our|my|this|that|these|those|each|all|any|some|people|users?|services?|hand|terraform|aws|us|me|them|him|her|recently|changed|happened|get|gets|got|was|were|is|are|been|being|has|have|had|that|which|ever|just|really|no|not|more|most|and|or|in|on|last|prod|production|staging)$/i.test(
    word,
  )

/** Whether a question asks what somebody did who is called by the first name alone. */
export const asksOfPerson = (plan: Plan): boolean => personIn(plan) !== undefined
