# Words that the world and every fault speak. $W is the world's prefix (vs1); addresses come from the plan, see Plan.java.

# at <namespace> <command …>
at() { ns=$1; shift; ip netns exec "$W-$ns" "$@"; }

# link <namespace> <its interface> <other namespace> <its interface>
link() { ip -n "$W-$1" link add "$2" type veth peer name "$4" netns "$W-$3"; ip -n "$W-$1" link set "$2" up; ip -n "$W-$3" link set "$4" up; }

# line <namespace>: a line from the core; `wan` there, named after the namespace in the core
line() {
  link core "$1" "$1" wan
  ip -n "$W-core" addr add 169.254.0.1/32 dev "$1"
  ip -n "$W-core" addr add fe80::1/64 dev "$1" nodad
  ip -n "$W-$1" addr add fe80::2/64 dev wan nodad
}

# online <namespace> <IPv4> <IPv6>: the namespace's own public addresses and its way to everybody else
online() {
  ip -n "$W-$1" addr add "$2/32" dev wan
  ip -n "$W-$1" addr add "$3/128" dev wan nodad
  ip -n "$W-$1" route add 169.254.0.1 dev wan src "$2"
  ip -n "$W-$1" route add default via 169.254.0.1 dev wan src "$2"
  ip -n "$W-$1" -6 route add default via fe80::1 dev wan src "$3"
}

# tunnel_up <namespace> <number of the client in the tunnel>: addresses and the better default routes
tunnel_up() {
  ip -n "$W-$1" link set wg0 up
  ip -n "$W-$1" addr replace "10.8.0.$2/24" dev wg0
  ip -n "$W-$1" addr replace "fd00:8::$2/64" dev wg0 nodad
  ip -n "$W-$1" route replace default dev wg0 metric 50
  ip -n "$W-$1" -6 route replace default dev wg0 metric 50
}

# wg_in <namespace> <wg arguments …>: its WireGuard, whose control socket stands in a folder of its own
wg_in() { ns=$1; shift; ip netns exec "$W-$ns" sh -c 'mount --bind "$0" /run && exec "$@"' "$DIR/$ns/run" wg "$@"; }

# exit_address <vpn1|vpn2> <nft expression for IPv4>: which address a VPN gives its clients
exit_address() {
  eval v6=\$"$(echo "$1" | tr v V | tr pn PN)"_EXIT6
  at "$1" nft -f - <<NFT
table inet exit
delete table inet exit
table inet exit {
  chain post {
    type nat hook postrouting priority srcnat;
    oifname "wan" ip saddr 10.8.0.0/16 snat ip to $2
    oifname "wan" ip6 saddr fd00:8::/32 snat ip6 to $v6
  }
}
NFT
}

# home_address <public IPv4>: what the home's router shows the world, and the server's ports behind it
home_address() {
  at home nft -f - <<NFT
table inet home
delete table inet home
table inet home {
  chain pre {
    type nat hook prerouting priority dstnat;
    ip daddr $1 tcp dport 5000 dnat ip to 192.168.1.10
    ip daddr $1 tcp dport 6881 dnat ip to 192.168.1.20
    ip daddr $1 udp dport 3478 dnat ip to 192.168.1.10
    ip daddr $1 meta l4proto { tcp, udp } th dport 53 dnat ip to 192.168.1.10:5300
    ip daddr $1 udp dport 3478 dnat ip to 192.168.1.10
  }
  chain post {
    type nat hook postrouting priority srcnat;
    oifname "wan" ip saddr 192.168.1.0/24 snat ip to $1
    oifname "lan" ip saddr 192.168.1.0/24 ip daddr 192.168.1.0/24 ct status dnat masquerade
  }
}
NFT
}

# resolver <client namespace> <address …>: its resolv.conf, rewritten in place
resolver() { ns=$1; shift; for each; do echo "nameserver $each"; done >"$DIR/$ns/resolv.conf"; }

# drop_at <namespace> <hook> <nft match>: loses what matches; pass_at takes it back
drop_at() {
  at "$1" nft -f - <<NFT
table inet dropped {
  chain lost {
    type filter hook $2 priority -10;
    $3 drop
  }
}
NFT
}
pass_at() { at "$1" nft delete table inet dropped; }
