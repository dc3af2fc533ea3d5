import { expect } from 'vitest'

/**
 * What a page of ours is made of. Throws where an element is not closed as it was opened, or is
 * none that we write.
 */
export const outlineOf = (page: string) => {
  const tags = [
    ...page.replace(/<style>[^<]*<\/style>/, '').matchAll(/<(\/?)([a-z0-9]+)([^<>]*?)(\/?)>/g),
  ].map(([, close, name = '', attributes = '', alone]) => ({ close, name, attributes, alone }))
  // Whatever else looks like the beginning of a tag did not come from us.
  expect(page.replace(/<style>[^<]*<\/style>/, '').match(/</g)?.length).toBe(tags.length + 1)
  const open: string[] = []
  for (const { close, name, alone } of tags) {
    expect(ours).toContain(name)
    if (alone === '/' || name === 'meta') continue
    if (close === '/') expect(open.pop()).toBe(name)
    else open.push(name)
  }
  expect(open).toEqual([])
  return {
    headings: tags
      .filter(({ name, close }) => close === '' && /^h\d$/.test(name))
      .map(({ name }) => Number(name.slice(1))),
    attributes: new Set(
      tags.flatMap(({ attributes }) =>
        [...attributes.matchAll(/([a-zA-Z-]+)(?:="[^"]*")?/g)].map(([, name]) => name),
      ),
    ),
    count: (name: string) => tags.filter((tag) => tag.name === name && tag.close === '').length,
  }
}

const ours = [
  'html',
  'head',
  'meta',
  'title',
  'body',
  'main',
  'nav',
  'section',
  'a',
  'label',
  'select',
  'option',
  'h1',
  'h2',
  'h3',
  'p',
  'div',
  'span',
  'b',
  'code',
  'pre',
  'ul',
  'li',
  'dl',
  'dt',
  'dd',
  'details',
  'summary',
  'table',
  'caption',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'figure',
  'figcaption',
  'svg',
  'g',
  'path',
  'circle',
  'rect',
  'text',
]
