# Words for tunnels as other programs set them up: OpenVPN, and WireGuard by wg-quick. They take the place of the client's wg0.

# openvpn_at <namespace> <whose certificate> <options …>: OpenVPN with the interface ovpn, as soon as it is through
openvpn_at() {
  ns=$1; name=$2; shift 2
  rm -f "$DIR/$ns/openvpn.log"
  at "$ns" openvpn --cd "$DIR/core" --ca ca.pem --cert "$name.example.net.pem" --key "$name.example.net-key.pem" --dev ovpn \
    --disable-dco --daemon --writepid "$DIR/$ns/openvpn.pid" --log "$DIR/$ns/openvpn.log" "$@"
  waited=0
  until grep -q 'Initialization Sequence Completed' "$DIR/$ns/openvpn.log" 2>/dev/null; do
    waited=$((waited + 1))
    if [ $waited -gt 150 ]; then tail -n 12 "$DIR/$ns/openvpn.log"; return 1; fi
    sleep 0.1
  done
}

# openvpn_ends <namespace> <signal>: ends it, and waits until its interface is gone
openvpn_ends() {
  if pid=$(cat "$DIR/$1/openvpn.pid" 2>/dev/null); then
    rm -f "$DIR/$1/openvpn.pid"
    kill "-$2" "$pid" 2>/dev/null || true
    kill -CONT "$pid" 2>/dev/null || true
  fi
  waited=0
  while ip -n "$W-$1" link show ovpn >/dev/null 2>&1 && [ $waited -lt 50 ]; do waited=$((waited + 1)); sleep 0.1; done
}

# openvpn_server <udp|tcp-server> <tun|tap>: the VPN's end
openvpn_server() {
  openvpn_at vpn1 vpn --proto "$1" --dev-type "$2" --local "$VPN1_ENDPOINT" --port 1194 --dh none --topology subnet \
    --server 10.8.4.0 255.255.255.0 --server-ipv6 fd00:8:4::/64 --ping 1 --duplicate-cn
}

# openvpn_client <udp|tcp-client> <tun|tap> <options …>: the client's end, in place of wg0
openvpn_client() {
  proto=$1; kind=$2; shift 2
  ip -n "$W-client" link set wg0 down
  openvpn_at client customer --client --nobind --proto "$proto" --dev-type "$kind" --remote "$VPN1_ENDPOINT" 1194 \
    --verify-x509-name vpn.example.net name --connect-retry 1 1 --ping 1 "$@"
}

# openvpn_gone: both ends are ended, and wg0 is back
openvpn_gone() {
  openvpn_ends client TERM
  openvpn_ends vpn1 TERM
  ip -n "$W-client" route replace "$VPN1_ENDPOINT" via 192.168.1.1 dev eth0
  tunnel_up client 2
}

# wg_quick <up|down>: as its user types it
wg_quick() {
  at client sh -c 'mount --bind "$0" /run && exec "$@"' "$DIR/client/run" \
    env WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go wg-quick "$1" "$DIR/client/wgq.conf" >"$DIR/client/wg-quick.log" 2>&1 ||
    { tail -n 12 "$DIR/client/wg-quick.log"; return 1; }
}

# own_peer: gives the laboratory's tunnel its other end; without one it cannot take part under the key that wg-quick uses, too
own_peer() {
  wg_in client set wg0 peer "$(wg pubkey <"$DIR/vpn1/key")" endpoint "$VPN1_ENDPOINT:51820" allowed-ips 0.0.0.0/0,::/0
}

# wg_quick_up <lines of the interface …>: writes its configuration with these further lines, and starts it in place of wg0
wg_quick_up() {
  wg_in client set wg0 peer "$(wg pubkey <"$DIR/vpn1/key")" remove
  ip -n "$W-client" link set wg0 down
  (
    umask 077
    {
      echo "[Interface]"
      echo "PrivateKey = $(cat "$DIR/client/key")"
      echo "Address = 10.8.0.2/24, fd00:8::2/64"
      for line; do echo "$line"; done
      echo "[Peer]"
      echo "PublicKey = $(wg pubkey <"$DIR/vpn1/key")"
      echo "Endpoint = $VPN1_ENDPOINT:51820"
      echo "AllowedIPs = 0.0.0.0/0, ::/0"
    } >"$DIR/client/wgq.conf"
  )
  wg_quick up
}

# wg_quick_gone: it is ended, and wg0 is back
wg_quick_gone() {
  if ip -n "$W-client" link show wgq >/dev/null 2>&1; then wg_quick down; fi
  own_peer
  tunnel_up client 2
}

# all that is public, as blocks that leave private addresses out
ALL_BUT_PRIVATE="0.0.0.0/5 8.0.0.0/7 11.0.0.0/8 12.0.0.0/6 16.0.0.0/4 32.0.0.0/3 64.0.0.0/2 128.0.0.0/3 160.0.0.0/5 168.0.0.0/6
  172.0.0.0/12 172.32.0.0/11 172.64.0.0/10 172.128.0.0/9 173.0.0.0/8 174.0.0.0/7 176.0.0.0/4 192.0.0.0/9 192.128.0.0/11 192.160.0.0/13
  192.169.0.0/16 192.170.0.0/15 192.172.0.0/14 192.176.0.0/12 192.192.0.0/10 193.0.0.0/8 194.0.0.0/7 196.0.0.0/6 200.0.0.0/5 208.0.0.0/4"
