import { regionAreas } from '../../executor/region-names.ts'
import type { Text } from './text.ts'

/** Region codes, `all`, or undefined where a question names no place. */
export function takeRegions(text: Text): string | string[] | undefined {
  const everywhere = text.take(
    /\b(?:(?:in|across|over|from|for) )?(?:all|every|any|each|our|my|both)(?: of)?(?: the| my| our)?(?: enabled| aws| used)? regions?\b|\bregions? all\b|\b(?:all regions|(?<!\bfrom )everywhere|worldwide|globally|across regions)\b/i,
  )
  const codes = text.take(codePattern, ({ index = 0 }) => !isOutside(text.whole.slice(0, index)))
  const places = text.take(placePattern)
  const areas = codes.length + places.length > 0 ? [] : text.take(areaPattern)
  if (everywhere.length > 0) return 'all'
  const regions = [
    ...codes.map(([, code = '']) => code.toLowerCase()),
    ...places.map(([, place = '']) => placeRegions[place.toLowerCase()] ?? ''),
    ...areas.flatMap(
      ([, area, adjective = '']) => areaRegions[(area ?? adjective).toLowerCase()] ?? [],
    ),
  ]
  const each = [...new Set(regions)]
  return each.length > 1 ? each : each[0]
}

const isOutside = (before: string) =>
  /\b(?:not|n't|outside(?: of)?|other than|except|besides|excluding) $/i.test(before)

/** Regions that are left out: “outside of us-east-1”. */
export const takeOtherRegions = (text: Text): string[] =>
  text
    .take(codePattern, ({ index = 0 }) => isOutside(text.whole.slice(0, index)))
    .map(([, code = '']) => code.toLowerCase())

/** A name that begins as AWS's do, as others' have the form too: `orders-east-1`. */
const codePattern = new RegExp(
  `(?:\\b(?:in|from|of|for|at|to|on) )?(?:region )?\\b((?:${regionAreas})(?:-[a-z]{2,6})?-(?:north|south|east|west|central)[a-z]*-\\d{1,2})(?:\\b(?!-?\\w)| region\\b)`,
  'i',
)

/** Cities and countries that people say for a region, as AWS names them. */
const placeRegions: Readonly<Record<string, string>> = {
  'n. virginia': 'us-east-1',
  'north virginia': 'us-east-1',
  'northern virginia': 'us-east-1',
  virginia: 'us-east-1',
  ohio: 'us-east-2',
  california: 'us-west-1',
  oregon: 'us-west-2',
  canada: 'ca-central-1',
  montreal: 'ca-central-1',
  calgary: 'ca-west-1',
  ireland: 'eu-west-1',
  dublin: 'eu-west-1',
  london: 'eu-west-2',
  paris: 'eu-west-3',
  frankfurt: 'eu-central-1',
  zurich: 'eu-central-2',
  stockholm: 'eu-north-1',
  milan: 'eu-south-1',
  spain: 'eu-south-2',
  mumbai: 'ap-south-1',
  hyderabad: 'ap-south-2',
  singapore: 'ap-southeast-1',
  sydney: 'ap-southeast-2',
  jakarta: 'ap-southeast-3',
  melbourne: 'ap-southeast-4',
  tokyo: 'ap-northeast-1',
  seoul: 'ap-northeast-2',
  osaka: 'ap-northeast-3',
  'hong kong': 'ap-east-1',
  'sao paulo': 'sa-east-1',
  'cape town': 'af-south-1',
  bahrain: 'me-south-1',
  'tel aviv': 'il-central-1',
}
const placePattern = new RegExp(
  `(?:\\b(?:in|from|of|for|at) )?(?<![\\w.@-])(${Object.keys(placeRegions).join('|').replaceAll('.', '\\.')})(?![\\w.-])(?: region)?`,
  'i',
)

const europe = ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3']
const america = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']
const asia = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
]

/** Parts of the world: the regions there that every account has from its beginning. */
const areaRegions: Readonly<Record<string, readonly string[]>> = {
  eu: europe,
  europe,
  us: america,
  usa: america,
  'united states': america,
  asia,
  european: europe,
  american: america,
  asian: asia,
}

const areaPattern =
  /\b(?:somewhere )?in (?:the )?(europe|eu|usa?|united states|asia)(?: regions?)?(?![\w.-])|\b(?:the |our )?(european|american|asian) (?:parts?|sides?|half|share|portion|regions?|shops?|stores?|sites?|websites?|estate|platform|environment|deployment|setup|business|customers)\b/i
