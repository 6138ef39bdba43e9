# Becomes a Docker daemon in the network namespace $NS, in a mount and a process namespace of its own: whoever ends this
# process ends every container with it, and leaves no mount. Everything that it writes is below $DIR.
exec nsenter --net="/run/netns/$NS" unshare --mount --pid --fork --kill-child=KILL --mount-proc sh -e -c '
  mount -t tmpfs tmpfs /run
  mount --bind "$RESOLV_CONF" /etc/resolv.conf
  mkdir -p "$DIR/data" "$DIR/exec"
  exec dockerd --data-root "$DIR/data" --exec-root "$DIR/exec" --pidfile "$DIR/docker.pid" --host "unix://$DIR/docker.sock" \
    --storage-driver overlay2 --cgroup-parent /vpn-sentinel-containers
'
