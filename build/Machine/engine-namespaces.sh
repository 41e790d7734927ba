# First process in a side engine's namespaces (mounts, processes, network). It lives as long as its standard input is
# open, that is: as long as its owner. When it ends, the kernel ends every process, mount and interface in them.
# Arguments: directory of the engine; root of another suite or nothing; size of the data root in memory or nothing.
set -e
directory=$1 root=$2 size=$3

[ -z "$size" ] || mount -t tmpfs -o "size=$size" nuke-docker "$directory/data"

if [ -n "$root" ]; then
  # A plain chroot is not enough: dockerd remounts / when it unpacks a tar, so / has to be a mount point.
  mount --bind "$root" "$root"
  mount -o remount,bind,ro "$root" # Other engines run from it too.
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs nuke-docker "$root/run"
  mount -t tmpfs nuke-docker "$root/tmp"
  mount -t tmpfs nuke-docker "$root/var/lib"
  mount --bind /etc/resolv.conf "$root/etc/resolv.conf"
  mount --bind "$directory/etc" "$root/etc/docker"
  mkdir -p "$root$directory"
  mount --rbind "$directory" "$root$directory"
  cd "$root"
  pivot_root . old
  umount -l /old
else
  # Paths that are the same for every engine, whatever its arguments say.
  mkdir -p /etc/docker /run/containerd
  mount --bind "$directory/etc" /etc/docker
  mount -t tmpfs nuke-docker /run/containerd
fi

echo ready
read -r _ || true
