# Joins the WireGuard interfaces once their processes have made them.
key() { cat "$DIR/$1/key"; }
for each in vpn1 vpn2 client client2; do
  (umask 077; wg genkey >"$DIR/$each/key")
  wg_in "$each" set wg0 private-key "$DIR/$each/key"
done
for each in vpn1 vpn2; do
  wg_in "$each" set wg0 listen-port 51820 \
    peer "$(wg pubkey <"$DIR/client/key")" allowed-ips 10.8.0.2/32,fd00:8::2/128 \
    peer "$(wg pubkey <"$DIR/client2/key")" allowed-ips 10.8.0.3/32,fd00:8::3/128
  ip -n "$W-$each" link set wg0 up
  ip -n "$W-$each" addr add 10.8.0.1/24 dev wg0
  ip -n "$W-$each" addr add fd00:8::1/64 dev wg0 nodad
done
for each in client:2 client2:3; do
  wg_in "${each%:*}" set wg0 peer "$(wg pubkey <"$DIR/vpn1/key")" endpoint "$VPN1_ENDPOINT:51820" allowed-ips 0.0.0.0/0,::/0
  tunnel_up "${each%:*}" "${each#*:}"
done
