import type { Border } from './confinement.ts'

/**
 * A container of an image, by docker or podman: no network, read-only files, of which it sees those
 * of the image and the folders of the program alone, and no privileges. What outlives the program is
 * limited in the time that it computes.
 */
export const container = (engine: string, image: string): Border => ({
  name: `a container of ${image}, by ${engine}`,
  around: (words, { folders, spared }) => [
    engine,
    ...'run --rm --interactive --init --network none --read-only --tmpfs /tmp'.split(' '),
    ...'--user 65534:65534 --cap-drop ALL --security-opt no-new-privileges'.split(' '),
    ...'--pids-limit 256 --memory 4g --ulimit cpu=600'.split(' '),
    ...[...folders, ...spared].flatMap((at) => ['--volume', `${at}:${at}:ro`]),
    '--workdir',
    folders[0] ?? spared[0] ?? '/tmp',
    image,
    ...words,
  ],
})
