import type { Either } from '../facebook/either.js'
import { NAME, QUERY } from '../facebook/reading.js'
import { CATEGORY, CONTENT_CATEGORY, CONTENT_NAME, SEARCH_STRING } from './bits.js'

/** A field that a property of the catalogue fills, or one of its own name; of any length. */
function field(
  name: string,
  property: string,
  bit: number,
  otherBit: number,
  hides: boolean,
): Either {
  return {
    path: `custom_data.${name}`,
    first: `properties.${property}`,
    both: `properties.${property}, properties.${name}`,
    bit,
    otherBit,
    length: Infinity,
    hides,
  }
}

export const contentName = field('content_name', 'name', NAME, CONTENT_NAME, true)
export const contentCategory = field(
  'content_category',
  'category',
  CATEGORY,
  CONTENT_CATEGORY,
  false,
)
export const searchString = field('search_string', 'query', QUERY, SEARCH_STRING, true)
