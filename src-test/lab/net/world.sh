# Builds the namespaces of one world and everything in them but the processes.
for each in core home isp server vpn1 vpn2 public client site isp2 client2 companion; do
  ip netns add "$W-$each"
  ip -n "$W-$each" link set lo up
  mkdir -p "$DIR/$each/run"
  at "$each" sh -c '
    cd /proc/sys/net
    for key in ipv4/ip_forward ipv6/conf/all/forwarding ipv6/conf/default/forwarding; do echo 1 >$key; done
    for key in ipv4/conf/all/rp_filter ipv4/conf/default/rp_filter ipv6/conf/all/accept_dad ipv6/conf/default/accept_dad \
      ipv6/conf/default/accept_ra; do echo 0 >$key; done
    for key in ipv6/conf/all/addr_gen_mode ipv6/conf/default/addr_gen_mode; do echo 1 >$key; done
    # where Docker loaded br_netfilter, a router would bridge what it should route, and never back to where it came from
    for key in bridge/bridge-nf-call-iptables bridge/bridge-nf-call-ip6tables; do [ ! -e $key ] || echo 0 >$key; done'
done

# the core: all services on its loopback, a line to everybody
for each in $CORE_ADDRESSES; do
  case $each in *:*) nodad=nodad ;; *) nodad= ;; esac
  ip -n "$W-core" addr add "$each" dev lo $nodad
done
for each in home isp vpn1 vpn2 public site isp2; do line "$each"; done
at core ip -batch - <<ROUTES
route add $HOME_NET dev home
route add $HOME_RESOLVER dev isp
route add $VPN1_NET dev vpn1
route add $VPN2_NET dev vpn2
route add $PUBLIC_NET dev public
route add $SITE_NET dev site
route add $SITE_RESOLVER dev isp2
ROUTES
at core ip -6 -batch - <<ROUTES
route add $HOME_NET6 via fe80::2 dev home
route add $HOME_RESOLVER6 via fe80::2 dev isp
route add $VPN1_NET6 via fe80::2 dev vpn1
route add $VPN2_NET6 via fe80::2 dev vpn2
route add $PUBLIC_NET6 via fe80::2 dev public
route add $SITE_NET6 via fe80::2 dev site
route add $SITE_RESOLVER6 via fe80::2 dev isp2
ROUTES
online isp "$HOME_RESOLVER" "$HOME_RESOLVER6"
online isp2 "$SITE_RESOLVER" "$SITE_RESOLVER6"
online public "$PUBLIC_RESOLVER" "$PUBLIC_RESOLVER6"

# the home line: a router, its LAN, the server's host, the VPN container
online home "$HOME_V4" "$HOME_V6"
for each in "$HOME_MOVED" "$HOME_OTHER"; do ip -n "$W-home" addr add "$each/32" dev wan; done
ip -n "$W-home" link add lan type bridge
ip -n "$W-home" link set lan up
ip -n "$W-home" addr add 192.168.1.1/24 dev lan
ip -n "$W-home" addr add "$LAN6::1/64" dev lan nodad
ip -n "$W-home" addr add "$OTHER6::1/64" dev lan nodad
home_address "$HOME_V4"

# host <namespace> <number> <router namespace> <network of the LAN>
host() {
  link "$3" "to-$1" "$1" eth0
  ip -n "$W-$3" link set "to-$1" master lan
  ip -n "$W-$1" addr add "$4.$2/24" dev eth0
  ip -n "$W-$1" route add default via "$4.1" dev eth0 metric 1000
}
for each in server:10 client:20; do
  host "${each%:*}" "${each#*:}" home 192.168.1
  ip -n "$W-${each%:*}" addr add "$LAN6::${each#*:}/64" dev eth0 nodad
  ip -n "$W-${each%:*}" route add default via "$LAN6::1" dev eth0 metric 1000
done

# the second site: another provider, IPv4 only
online site "$SITE_V4" "$SITE_V6"
ip -n "$W-site" link add lan type bridge
ip -n "$W-site" link set lan up
ip -n "$W-site" addr add 192.168.2.1/24 dev lan
for each in client2:20 companion:30; do host "${each%:*}" "${each#*:}" site 192.168.2; done
at site nft add table inet site
at site nft add chain inet site post '{ type nat hook postrouting priority srcnat; }'
at site nft add rule inet site post oifname wan ip saddr 192.168.2.0/24 snat ip to "$SITE_V4"

# the VPN: an endpoint and a pool of exits in each country
for each in VPN1 VPN2; do
  ns=$(echo "$each" | tr VPN vpn)
  eval endpoint=\$"${each}"_ENDPOINT endpoint6=\$"${each}"_ENDPOINT6 resolver=\$"${each}"_RESOLVER exit=\$"${each}"_EXIT exit6=\$"${each}"_EXIT6 pool=\$"${each}"_POOL
  online "$ns" "$endpoint" "$endpoint6"
  for address in $resolver $pool; do ip -n "$W-$ns" addr add "$address/32" dev wan; done
  ip -n "$W-$ns" addr add "$exit6/128" dev wan nodad
  exit_address "$ns" "$exit"
done
for each in client:192.168.1.1 client2:192.168.2.1; do
  for endpoint in "$VPN1_ENDPOINT" "$VPN2_ENDPOINT"; do
    ip -n "$W-${each%:*}" route add "$endpoint" via "${each#*:}" dev eth0
  done
done

# the truth: what leaves the VPN containers by their line, other than the tunnel itself and what stays on the LAN
for each in client client2; do
  at "$each" nft -f - <<NFT
table inet truth {
  counter outside { }
  counter tunnel { }
  chain post {
    type filter hook postrouting priority 300;
    oifname != "eth0" return
    ip daddr { $VPN1_ENDPOINT, $VPN2_ENDPOINT } udp dport { 51820, 51821 } counter name tunnel return
    ip daddr $VPN1_ENDPOINT meta l4proto { tcp, udp } th dport 1194 counter name tunnel return
    ip daddr $VPN1_ENDPOINT icmp type destination-unreachable counter name tunnel return
    ip daddr { 192.168.0.0/16, 224.0.0.0/4, 255.255.255.255 } return
    ip6 daddr { fe80::/10, ff00::/8, $LAN6::/64, $OTHER6::/64 } return
    counter name outside
  }
}
NFT
done
