package vpnsentinel.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import vpnsentinel.words.Catalogue;

/**
 * Everything that the rules can find: the words in which the server tells its client what it found. What each is worth is
 * decided in {@code server-routes/colour-finding.camel.yaml}.
 */
public enum Fact {
    /** The client's address is the line that must not be seen. */
    EXIT_ON_HOME_LINE(Exit.DOUBTED),
    /** The client's address is another one of the home provider's network. */
    EXIT_ON_HOME_NETWORK(Exit.DOUBTED),
    /** HTTP and UDP leave by different lines, and one of them is the home line; or echo services alone see the VPN. */
    TRAFFIC_ON_HOME_LINE(Exit.DOUBTED),
    /** A program's connection leaves beside the tunnel. */
    PROGRAM_BESIDE_TUNNEL(Exit.STANDS),
    /** One source alone names the home line; a second look is under way. */
    EXIT_SUSPECTED(Exit.DOUBTED),
    /** The client reaches this server over the home line, everything else over the VPN. */
    OWN_PATH_BESIDE_TUNNEL(Exit.STANDS),
    /** The client reaches this server over a network that is neither the exit's nor the home's. */
    OWN_PATH_THIRD_NETWORK(Exit.STANDS),
    /** Datagrams leave by another network than the exit's. */
    UDP_ELSEWHERE(Exit.STANDS),
    /** IPv6 leaves by another network than IPv4. */
    IPV6_ELSEWHERE(Exit.STANDS),
    /** The kernel would send traffic for public targets past the tunnel. */
    TARGETS_BESIDE_TUNNEL(Exit.STANDS),
    /** The tunnel's interface is gone, down, no longer chosen, or nothing comes out of it. */
    TUNNEL_GONE(Exit.STANDS),
    /** No interface but the loopback is left. */
    ONLY_LOOPBACK(Exit.STANDS),
    /** A name server is reached past the tunnel. */
    RESOLVER_PATH_BESIDE_TUNNEL(Exit.STANDS),
    /** A socket bound beside the tunnel reached the server. */
    KILL_SWITCH_OPEN(Exit.STANDS),
    /** The exit is not one of those that the user expects; it is off the home line all the same. */
    EXIT_UNEXPECTED(Exit.STANDS),
    /** The exit is on a network of homes and offices where it never was before; it is off the home line all the same. */
    EXIT_ON_NEW_ACCESS_NETWORK(Exit.STANDS),
    /** Names are resolved over the home line. */
    DNS_LEAK(Exit.STANDS),
    /** Names are resolved by a network and country that is neither the exit's nor allowed. */
    DNS_ELSEWHERE(Exit.STANDS),
    /** No name server answers the client, although its tunnel carries other traffic. */
    RESOLVER_SILENT(Exit.STANDS),
    /** No source ever showed this client's address. */
    EXIT_NEVER_VERIFIED(Exit.DOUBTED),
    /** No source shows this client's address at present. */
    EXIT_NOT_VERIFIABLE(Exit.DOUBTED),
    /** No method ever showed this client's resolver. */
    DNS_NEVER_VERIFIED(Exit.STANDS),
    /** No method shows this client's resolver at present. */
    DNS_NOT_VERIFIABLE(Exit.STANDS),
    /** The server does not know the line that must not be seen. */
    BASELINE_UNKNOWN(Exit.DOUBTED),
    /** The server has not confirmed the home line for long. */
    BASELINE_STALE(Exit.DOUBTED),
    /** The server seems to stand behind the VPN itself. */
    SERVER_BEHIND_VPN(Exit.DOUBTED),
    /** Two running clients use one id. */
    TWO_CLIENTS_ONE_ID(Exit.STANDS),
    /** A forwarding header came from an address that is not trusted. */
    PROXY_NOT_TRUSTED(Exit.STANDS),
    /** A socket beside the tunnel that proves nothing: unconnected, or visited from outside. */
    SOCKET_BESIDE_TUNNEL(Exit.STANDS),
    /** The kill-switch probe could not tell. */
    KILL_SWITCH_NOT_PROVEN(Exit.STANDS),
    /** An old client claims where its names are resolved, without evidence. */
    DNS_CLAIMED(Exit.STANDS);

    private static final Map<String, Fact> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Fact::id, Function.identity()));

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Exit exit;

    /** What becomes of the exit where the fact is found. */
    private enum Exit {
        /** It is exposed, or not known to be protected. */
        DOUBTED,
        /** Whatever else is wrong, it was compared with the home line, and is another. */
        STANDS
    }

    Fact(Exit exit) {
        this.exit = exit;
    }

    /** The fact of this id; empty for one that is not known, as a newer server may send it. */
    public static Optional<Fact> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The name in routes, in the API, and in documentation: {@code exit-on-home-line}. */
    public String id() {
        return id;
    }

    /** A few words for people: {@code home address visible}. */
    public String title() {
        return Catalogue.WORDS.text(id + ".title");
    }

    /** What the client is or does where the fact is found, to be put behind its name: {@code is exposed}. */
    public String state() {
        return Catalogue.WORDS.text(id + ".state");
    }

    /** Whether it says that the exit is exposed, or not known to be protected: nothing is learnt from such an exit. */
    public boolean doubtsExit() {
        return exit == Exit.DOUBTED;
    }
}
