import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'

const { ONE_IN: oneIn = '1' } = process.env

/** From which change of a file on: another one in each, so that not the first ones of all files are drawn. */
const startIn = (file) => [...file].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/** Leaves out of a file all changes but every n-th, as if they did not compile: for folders that have thousands. */
const drawn = () => ({
  init: async () => {},
  group: async (changes) => [changes.map(({ id }) => id)],
  check: async (changes) =>
    Object.fromEntries(
      changes.map(({ id, fileName }) => [
        id,
        (Number(id) + startIn(fileName.replace(/^.*\/src\//, ''))) % Number(oneIn) === 0 ?
          { status: 'passed' }
        : { status: 'compileError', reason: 'not drawn' },
      ]),
    ),
})

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'drawn', drawn)]
