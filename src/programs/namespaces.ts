import type { Border } from './confinement.ts'

/**
 * The namespaces of Linux, made by bubblewrap: no network, process ids of its own, read-only files,
 * of which the `hidden` and those in /tmp and /run are not seen, and a /tmp of its own.
 */
export const bubblewrap: Border = {
  name: 'namespaces, made by bwrap',
  around: (words, { here, folders, hidden, spared }) => [
    ...asNobody(),
    ...'bwrap --unshare-all --die-with-parent --ro-bind / / --dev /dev --proc /proc'.split(' '),
    ...'--tmpfs /tmp --tmpfs /run'.split(' '),
    ...[here, ...folders].flatMap((at) => ['--ro-bind', at, at]),
    '--tmpfs',
    hidden,
    '--dir',
    here,
    ...spared.flatMap((at) => ['--ro-bind', at, at]),
    '--chdir',
    here,
    '--',
    ...words,
  ],
}

/** The same, made by unshare of util-linux. */
export const unshare: Border = {
  name: 'namespaces, made by unshare',
  around: (words, { here, folders, hidden, spared }) => [
    ...asNobody(),
    ...'unshare --map-root-user --mount --net --ipc --uts --pid --fork --kill-child'.split(' '),
    '--mount-proc',
    'sh',
    '-c',
    withdraw,
    'sh',
    here,
    hidden,
    ...[folders, spared].flatMap((shown) => [String(shown.length), ...shown]),
    ...words,
  ],
}

/**
 * Makes every file read-only, and lets go of the privileges by which it did. A mount that cannot be
 * changed must not be writable as it is.
 */
const withdraw = `set -e
here=$1 hidden=$2
shift 2
while read -r _ _ _ _ at flags _; do
  at=$(printf "$at")
  case $at in /proc|/proc/*) continue ;; esac
  mount -o "remount,bind,ro\${flags#r?}" "$at" 2>/dev/null || ! test -w "$at"
done </proc/self/mountinfo
empty() { mkdir -p "$1"; mount -t tmpfs tmpfs "$1"; }
show() { mkdir -p "$1"; mount --rbind "/run/all$1" "$1"; }
empty /run
mkdir /run/all
mount --rbind / /run/all
for at in /tmp /dev/shm /dev/pts; do empty $at; done
show "$here"
for i in $(seq "$1"); do show "$2"; n=$1; shift 2; set -- "$n" "$@"; done
shift
empty "$hidden"
mkdir -p "$here"
for i in $(seq "$1"); do show "$2"; n=$1; shift 2; set -- "$n" "$@"; done
shift
umount -l /run/all
cd "$here"
exec setpriv --no-new-privs --inh-caps=-all --bounding-set=-all "$@"
`

/** Whoever grades as root could reach devices and sockets all the same. */
const asNobody = (): readonly string[] =>
  process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
