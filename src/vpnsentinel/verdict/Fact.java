package vpnsentinel.verdict;

import java.util.Locale;

/** Everything that the rules can find. What each is worth is decided in {@code server-routes/colour-finding.camel.yaml}. */
public enum Fact {
    /** The client's address is the line that must not be seen. */
    EXIT_ON_HOME_LINE("exit on the home line"),
    /** The client's address is another one of the home provider's network. */
    EXIT_ON_HOME_NETWORK("exit on the home provider's network"),
    /** HTTP and UDP leave by different lines, and one of them is the home line. */
    TRAFFIC_ON_HOME_LINE("other traffic by the home line"),
    /** A program's connection leaves beside the tunnel. */
    PROGRAM_BESIDE_TUNNEL("a program's traffic leaves outside the tunnel"),
    /** One source alone names the home line; a second look is under way. */
    EXIT_SUSPECTED("exit suspected on the home line"),
    /** The client reaches this server over the home line, everything else over the VPN. */
    OWN_PATH_BESIDE_TUNNEL("path to the server beside the tunnel"),
    /** The client reaches this server over a network that is neither the exit's nor the home's. */
    OWN_PATH_THIRD_NETWORK("path to the server over a third network"),
    /** Datagrams leave by another network than the exit's. */
    UDP_ELSEWHERE("UDP leaves elsewhere"),
    /** IPv6 leaves by another network than IPv4. */
    IPV6_ELSEWHERE("IPv6 leaves elsewhere"),
    /** The kernel would send traffic for public targets past the tunnel. */
    TARGETS_BESIDE_TUNNEL("public targets beside the tunnel"),
    /** The tunnel's interface is gone, down, no longer chosen, or nothing comes out of it. */
    TUNNEL_GONE("tunnel gone"),
    /** No interface but the loopback is left. */
    ONLY_LOOPBACK("only the loopback is left"),
    /** A name server is reached past the tunnel. */
    RESOLVER_PATH_BESIDE_TUNNEL("path to the resolver beside the tunnel"),
    /** A socket bound beside the tunnel reached the server. */
    KILL_SWITCH_OPEN("kill switch open"),
    /** The exit is not one of those that the user expects. */
    EXIT_UNEXPECTED("exit outside what is expected"),
    /** The exit is on a network of homes and offices where it never was before. */
    EXIT_ON_NEW_ACCESS_NETWORK("exit on an access network never seen before"),
    /** Names are resolved over the home line. */
    DNS_LEAK("DNS leak"),
    /** Names are resolved by a network and country that is neither the exit's nor allowed. */
    DNS_ELSEWHERE("DNS resolves elsewhere"),
    /** No source ever showed this client's address. */
    EXIT_NEVER_VERIFIED("exit never verified"),
    /** No source shows this client's address at present. */
    EXIT_NOT_VERIFIABLE("exit not verifiable now"),
    /** No method ever showed this client's resolver. */
    DNS_NEVER_VERIFIED("DNS never verified"),
    /** No method shows this client's resolver at present. */
    DNS_NOT_VERIFIABLE("DNS not verifiable now"),
    /** The server does not know the line that must not be seen. */
    BASELINE_UNKNOWN("baseline unknown"),
    /** The server has not confirmed the home line for long. */
    BASELINE_STALE("baseline stale"),
    /** The server seems to stand behind the VPN itself. */
    SERVER_BEHIND_VPN("server behind the VPN"),
    /** Two running clients use one id. */
    TWO_CLIENTS_ONE_ID("two clients under one id"),
    /** A forwarding header came from an address that is not trusted. */
    PROXY_NOT_TRUSTED("proxy not trusted"),
    /** A socket beside the tunnel that proves nothing: unconnected, or visited from outside. */
    SOCKET_BESIDE_TUNNEL("socket beside the tunnel"),
    /** The kill-switch probe could not tell. */
    KILL_SWITCH_NOT_PROVEN("kill switch not proven"),
    /** An old client claims where its names are resolved, without evidence. */
    DNS_CLAIMED("DNS claimed without evidence");

    private final String title;

    Fact(String title) {
        this.title = title;
    }

    /** The name in routes, in the API, and in documentation: {@code exit-on-home-line}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A few words for people. */
    public String title() {
        return title;
    }
}
