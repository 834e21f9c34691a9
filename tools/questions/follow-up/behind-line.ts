import { aboutMoney } from './meant.ts'
import type { Resolved, Shown } from './shown.ts'

/**
 * `who launched those instances?` after a bill or an anomaly that told of a usage type: of the instances of
 * that type in that region, which then are what is spoken of.
 */
export function behindLine(text: string, shown: Shown): Resolved | undefined {
  if (!pointsToMachines.test(text) || speaksOfLine.test(text)) return undefined
  const found = lineTold(shown)
  if (found === undefined) return undefined
  const { type, region } = found
  const those = `the ${type} instances${region === undefined ? '' : ` in ${region}`}`
  const asked = text.replace(pointing, those)
  return { question: opened(asked) }
}

const machines = '(?:(?:ec2|gpu|new) )?(?:instances?|machines?|servers?|boxes|hosts|nodes|vms?)'
const pointing = new RegExp(
  `\\b(?:those|these|the|that|this|which) ${machines}\\b(?! (?:are|is|were|was) (?:they|it|those|that)\\b)|\\b(?:them|those|these|they)\\b`,
  'i',
)
const pointsToMachines = new RegExp(
  `\\b(?:those|these|the|that) ${machines}\\b|^\\W*(?:(?:and|but|so)\\b,? *)*(?:who (?:launched|started|created|owns|runs?|made)|when (?:were|was|did)|are|what are|where are|how (?:busy|loaded|idle))\\b.*\\b(?:them|those|these|they)\\b`,
  'i',
)

/** Parts of the bill are asked of the bill. */
const speaksOfLine = /\b(?:usage types?|services|costs? (?:by|per))\b/i

const opened = (text: string) =>
  text.replace(/^\W*(?:(?:and|but|so|ok(?:ay)?|now|then)\b,? *)+/i, '')

/** The usage type that the answer told of first, or that changed most; of an earlier one where the last told of none. */
function lineTold(shown: Shown): { type: string; region: string | undefined } | undefined {
  for (
    let one: Shown | undefined = shown, back = 0;
    one !== undefined && back < 3;
    one = one.before, back += 1
  ) {
    if (!ofBill.test(one.call?.operation ?? '') && !aboutMoney.test(one.call?.operation ?? ''))
      return undefined
    // What is behind it stands in its rows.
    if (one.rows.some(({ noun }) => noun === 'instance')) return undefined
    const { region: asked } = one.call ?? {}
    const told = [one.said ?? '', ...one.rows.flatMap(({ members = {} }) => Object.values(members))]
    const [line] = [/([\w.-]+) changed most/.exec(one.said ?? '')?.[1] ?? '', ...told].flatMap(
      (text) => {
        const [whole, prefix = '', type = ''] = boxUsage.exec(text) ?? []
        if (whole === undefined) return []
        const [place] =
          /(?<= in \**)[a-z]{2}(?:-[a-z]+)+-\d/.exec(text.slice(text.indexOf(whole))) ?? []
        const own =
          asked !== undefined && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(asked) ? asked : undefined
        return { type, region: place ?? own ?? regions[prefix] }
      },
    )
    if (line !== undefined) return line
  }
  return undefined
}

const ofBill = /^(?:ce:\w+|recipe:(?:cost|spend_by_service|bill_increase))$/
const boxUsage = /(?<![\w-])(?:([A-Z]{2,3}\d?)-)?(?:BoxUsage|SpotUsage):([a-z][\w-]*\.[\w-]+)/

/** How usage types begin in a region, as the bill shortens it. */
const regions: Readonly<Record<string, string>> = {
  '': 'us-east-1',
  USE1: 'us-east-1',
  USE2: 'us-east-2',
  USW1: 'us-west-1',
  USW2: 'us-west-2',
  CAN1: 'ca-central-1',
  EU: 'eu-west-1',
  EUW1: 'eu-west-1',
  EUW2: 'eu-west-2',
  EUW3: 'eu-west-3',
  EUC1: 'eu-central-1',
  EUN1: 'eu-north-1',
  APS1: 'ap-southeast-1',
  APS2: 'ap-southeast-2',
  APS3: 'ap-south-1',
  APN1: 'ap-northeast-1',
  APN2: 'ap-northeast-2',
  SAE1: 'sa-east-1',
}
