/**
 * Forbids `Math.max(...xs)`, `Math.min(...xs)` and `list.push(...xs)`: an array that is spread over
 * arguments overflows the stack from about 120,000 entries on, and rows have as many classes.
 */
const rule = {
  create: (context) => ({
    CallExpression: ({ callee, arguments: args }) => {
      const spread = args.find(({ type }) => type === 'SpreadElement')
      if (spread === undefined || !isTarget(callee)) return
      context.report({
        node: spread,
        message:
          'Spreading a long array over arguments overflows the stack. Use `greatest`, `least` or a loop.',
      })
    },
  }),
}

const isTarget = ({ type, object, property }) =>
  type === 'MemberExpression'
  && (property.name === 'push'
    || (object.name === 'Math' && (property.name === 'max' || property.name === 'min')))

export default { meta: { name: 'losslaws' }, rules: { 'no-spread-of-arguments': rule } }
