import { didYouMean } from './nearest.ts'

/**
 * Whether it has the form of a region's name: an area, a point of the compass, a number. Which of
 * them there are AWS says: it names one or two a year, and this code may be older.
 */
export const isRegionName = (name: string): boolean =>
  /^[a-z]{2,4}(-[a-z]{2,6})*-(north|south|central|(north|south)?(east|west))-\d{1,2}$/.test(name)

/** The part of AWS that a region is in: credentials of one are good in no other. */
export const partitionOf = (region: string): string =>
  /^(cn|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc)-/.exec(region)?.[1] ?? 'aws'

/** What may have been meant by the name of a region that is not known here; else nothing. */
export const regionMeant = (name: string): string =>
  knownRegions.has(name) ? '' : didYouMean(name, knownRegions)

/** Those of the installed SDK, as a test says. They refuse nothing. */
export const knownRegions: ReadonlySet<string> = new Set([
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3'],
  ...['ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7', 'ca-central-1'],
  ...['ca-west-1', 'cn-north-1', 'cn-northwest-1', 'eu-central-1', 'eu-central-2'],
  ...['eu-isoe-west-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-2'],
  ...['eu-west-3', 'eusc-de-east-1', 'il-central-1', 'me-central-1', 'me-south-1', 'me-west-1'],
  ...['mx-central-1', 'sa-east-1', 'sa-west-1', 'us-east-1', 'us-east-2', 'us-gov-east-1'],
  ...['us-gov-west-1', 'us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1'],
  ...['us-isof-east-1', 'us-isof-south-1', 'us-west-1', 'us-west-2'],
])

/** How names of regions begin, for an expression that finds one in a text: `af|ap|ca|…`. */
export const regionAreas: string = [
  ...new Set([...knownRegions].map((name) => name.slice(0, name.indexOf('-')))),
].join('|')
