/** Regions by what people call them: `Singapore`, `London`. */
const called = new Map([
  ['virginia', 'us-east-1'],
  ['ohio', 'us-east-2'],
  ['california', 'us-west-1'],
  ['oregon', 'us-west-2'],
  ['canada', 'ca-central-1'],
  ['montreal', 'ca-central-1'],
  ['ireland', 'eu-west-1'],
  ['dublin', 'eu-west-1'],
  ['london', 'eu-west-2'],
  ['paris', 'eu-west-3'],
  ['frankfurt', 'eu-central-1'],
  ['zurich', 'eu-central-2'],
  ['stockholm', 'eu-north-1'],
  ['milan', 'eu-south-1'],
  ['spain', 'eu-south-2'],
  ['tokyo', 'ap-northeast-1'],
  ['seoul', 'ap-northeast-2'],
  ['osaka', 'ap-northeast-3'],
  ['singapore', 'ap-southeast-1'],
  ['sydney', 'ap-southeast-2'],
  ['jakarta', 'ap-southeast-3'],
  ['mumbai', 'ap-south-1'],
  ['hong kong', 'ap-east-1'],
  ['são paulo', 'sa-east-1'],
  ['sao paulo', 'sa-east-1'],
  ['cape town', 'af-south-1'],
  ['bahrain', 'me-south-1'],
])

interface Region {
  region: string
  /** As the text writes it. */
  text: string
  index: number
}

const pattern = new RegExp(
  `(?<![\\w-])(?:[a-z]{2}-(?:gov-)?[a-z]{4,9}-\\d|${[...called.keys()].join('|')})(?![\\w-])`,
  'gi',
)

/** Regions that a text names, by their codes or by what they are called. */
export const regionsIn = (text: string): Region[] =>
  [...text.matchAll(pattern)].map(({ 0: name, index }) => ({
    ...{ text: name, index },
    region: called.get(name.toLowerCase()) ?? name,
  }))
