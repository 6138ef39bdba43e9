/**
 * The internet of one laboratory world in one program: {@code java -cp … lab.core.Core <plan.json>}. It stands in its own
 * network namespace, where all listen addresses already exist, and answers under the real names of all that the product
 * reaches; only name resolution and the certification authority differ from the real internet.
 *
 * <h2>The plan</h2>
 *
 * <pre>{@code
 * {"dir": "target/lab/w1",                        certificates are written here
 *  "listen": {"dns": ["203.0.113.53", "2001:db8:53::1"],    the authority for every name
 *             "ipinfo.io": ["198.51.100.10"], "one.one.one.one": ["1.1.1.1"], …},
 *  "names": {"home.example.net": ["203.0.113.10"]},         further address records
 *  "delegations": {"leak.example.net": "home.example.net"}, this one by itself when home.example.net has an address
 *  "networks": [{"prefix": "203.0.113.0/24", "asn": 64500, "org": "Example Access", "country": "DE", "city": "Berlin",
 *                "region": "Berlin", "timezone": "Europe/Berlin", "hosting": false}],
 *  "ports": {"dns": 0, "http": 0, "https": 0, "stun": 0, "delegated": 0}}  the usual ones where left out; 0 is any
 * }</pre>
 *
 * <p>The services of {@code listen}: {@code dns}; every site of {@link lab.core.Site#all}, at HTTP and HTTPS alike; every
 * name that begins with {@code stun.} or contains {@code .stun.}, at UDP 3478 and 19302; {@code api.telegram.org}; and the
 * public resolvers {@code one.one.one.one} (also a site) and {@code dns.opendns.com}, whose egress is their own address.
 * Services may share an address. Any other name is refused.
 *
 * <h2>Commands</h2>
 *
 * <p>It prints {@code ready} when all sockets are open, with the ports as JSON behind it when the plan sets any. Then each
 * line on standard input gets one line: {@code ok}, JSON, or {@code error} with the reason. It ends with {@code stop} and
 * with its standard input; a plan that cannot be served ends it with status 2 and the reason on standard error.
 *
 * <pre>{@code
 * fault <service|all> none|500|429|403|hang|garbage|portal|refuse|lie <address>   all: every site, not STUN
 * dns none|dead|drop                the authority says SERVFAIL, or nothing
 * bot ok|down|429 <seconds>|500|hang
 * messages|questions|requests [since-millis]
 * reset                             all work, nothing is remembered
 * stop
 * }</pre>
 *
 * <h2>Names</h2>
 *
 * <p>Every answer may be kept for one second. Names that tell who asks see the resolver's own address and its client-subnet
 * option. A resolver must ask iteratively ({@code stub-zone} of {@code "."} in unbound, not {@code forward-zone}): zones of
 * one address family and delegated zones are answered with referrals. Nothing is signed.
 *
 * <h2>Certificates</h2>
 *
 * <p>{@code ca.pem} is what the product must trust. Each address has a certificate for itself and all names there. Each of
 * {@code names} gets {@code <name>.pem} and {@code <name>-key.pem}, for a server of the product that speaks TLS.
 */
@NullMarked
package lab.core;

import org.jspecify.annotations.NullMarked;
